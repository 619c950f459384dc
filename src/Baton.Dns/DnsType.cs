namespace Baton.Dns;

/// <summary>Types of records, by their numbers. https://www.iana.org/assignments/dns-parameters</summary>
public enum DnsType : ushort
{
    None = 0,
    A = 1,
    NS = 2,
    CNAME = 5,
    SOA = 6,
    PTR = 12,
    MX = 15,
    TXT = 16,
    AAAA = 28,
    SRV = 33,
    NAPTR = 35,
    OPT = 41,
    DS = 43,
    SSHFP = 44,
    TLSA = 52,
    SPF = 99,
    AXFR = 252,
    ANY = 255,
    CAA = 257,
}

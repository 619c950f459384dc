namespace Baton.Dns;

/// <summary>What a server says of a question as a whole.</summary>
public enum DnsStatus : ushort
{
    NoError = 0,
    FormatError = 1,
    ServerFailure = 2,
    NoSuchName = 3,
    NotImplemented = 4,
    Refused = 5,
    NotAuthoritative = 9,
    BadVersion = 16,
}

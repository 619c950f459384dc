namespace Baton.Operations.Configuration;

public enum SmtpSecurity
{
    /// <summary>Asked for after the greeting, and insisted on: port 587.</summary>
    StartTls,

    /// <summary>From the first byte: port 465.</summary>
    Tls,

    /// <summary>For a server on this machine.</summary>
    None,
}

namespace Baton.Operations.Configuration;

/// <summary>Who changes records.</summary>
public enum DnsProviderKind
{
    /// <summary>Hosted zones of the AWS account.</summary>
    Route53,

    /// <summary>A name server that takes signed updates, such as BIND.</summary>
    Rfc2136,

    /// <summary>A person; Baton says what to do and watches until it is so.</summary>
    Manual,
}

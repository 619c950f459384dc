namespace Baton.Hosts.Assessing.Applications;

/// <summary>A certificate that a site shows.</summary>
public sealed record SiteCertificate
{
    public required string Path { get; init; }

    /// <summary>Empty where the file could not be read.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    public required string Issuer { get; init; }

    public required DateTimeOffset? Expires { get; init; }

    /// <summary>"certbot", "acme.sh", "never" (made by a package for itself), "certbot-without-timer", "certbot-without-settings", "unknown".</summary>
    public required string RenewedBy { get; init; }
}

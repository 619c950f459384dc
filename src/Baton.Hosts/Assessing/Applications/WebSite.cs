namespace Baton.Hosts.Assessing.Applications;

/// <summary>A site of a web server.</summary>
public sealed record WebSite
{
    public required string Server { get; init; }

    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>"443/ssl", "*:80".</summary>
    public IReadOnlyList<string> Listens { get; init; } = [];

    /// <summary>Folders that it serves files from.</summary>
    public IReadOnlyList<string> Roots { get; init; } = [];

    /// <summary>What it passes requests to: http://127.0.0.1:5080, unix:/run/php/php8.2-fpm.sock.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>The certificate's file.</summary>
    public string? Certificate { get; init; }

    /// <summary>By HTTP basic authentication.</summary>
    public bool AsksForPassword { get; init; }
}

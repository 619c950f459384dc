namespace Baton.Hosts.Links;

/// <summary>What the link between the new and the old machine carries.</summary>
public sealed record LinkSetup
{
    public required string RunId { get; init; }

    /// <summary>The old machine's private address, as the new one reaches it.</summary>
    public required string OldAddress { get; init; }

    public int OldSshPort { get; init; } = 22;

    /// <summary>Who logs in on the old machine: the user that Baton itself is there.</summary>
    public required string OldUser { get; init; }

    /// <summary>PostgreSQL's port on both machines; null without PostgreSQL.</summary>
    public int? PostgresPort { get; init; }

    /// <summary>The application's ports, for the gates of both machines.</summary>
    public IReadOnlyList<int> GatePorts { get; init; } = [];

    /// <summary>Folders that files are copied from and to.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];
}

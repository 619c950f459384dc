namespace Baton.Hosts.Checks;

/// <summary>A claim about a working server, checked on the server itself.</summary>
public abstract record HostCheck
{
    private protected HostCheck()
    {
    }

    /// <summary>What it claims, for the report: "the login page answers".</summary>
    public required string Name { get; init; }

    /// <summary>It is tried again until it holds or this is over.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    internal abstract HostScript Script { get; }
}

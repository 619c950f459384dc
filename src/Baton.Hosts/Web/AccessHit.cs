namespace Baton.Hosts.Web;

/// <summary>A request, as a web server has logged it, without what may be secret.</summary>
public sealed record AccessHit
{
    /// <summary>The client's address, as the web server saw it: behind a proxy that is the proxy's.</summary>
    public required string Client { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>"-" for what was no request.</summary>
    public required string Method { get; init; }

    /// <summary>Without the query.</summary>
    public required string Path { get; init; }

    public required int Status { get; init; }
}

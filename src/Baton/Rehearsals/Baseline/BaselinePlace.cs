using System.Net;

namespace Baton.Rehearsals.Baseline;

/// <summary>The server that is moved the usual way, and the name by which its users come.</summary>
internal sealed record BaselinePlace
{
    /// <summary>The address of the server that serves now.</summary>
    public required string Serving { get; init; }

    public required string GroupId { get; init; }

    public required string ZoneId { get; init; }

    public required string Name { get; init; }

    /// <summary>In seconds, while it moves.</summary>
    public required long TimeToLive { get; init; }

    public required long OldTimeToLive { get; init; }

    public required Func<string, CancellationToken, Task<IPAddress>> Resolve { get; init; }
}

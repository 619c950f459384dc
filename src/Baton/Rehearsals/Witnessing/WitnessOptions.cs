using System.Net;

namespace Baton.Rehearsals.Witnessing;

/// <summary>What the witness does to an application. Half of the clients keep their connection, half open one per request.</summary>
public sealed record WitnessOptions
{
    public required Uri Address { get; init; }

    /// <summary>Makes the names of its clients its own, so that two runs against the same database do not meet.</summary>
    public required string Name { get; init; }

    /// <summary>Asks for the address of a name whenever a client connects; null leaves it to the system.</summary>
    public Func<string, CancellationToken, Task<IPAddress>>? Resolve { get; init; }

    /// <summary>Half of the writers and readers ask once and never again, as some programs do.</summary>
    public bool SomeStale { get; init; }

    public int Writers { get; init; } = 4;
    public int Readers { get; init; } = 4;
    public int Uploaders { get; init; } = 1;

    /// <summary>How long a client thinks between two requests. Together they keep an emulated machine of one core busy, and do not drown it.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(400);

    public TimeSpan UploadPause { get; init; } = TimeSpan.FromSeconds(2);
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(60);
    public int UploadBytes { get; init; } = 16 * 1024;
}

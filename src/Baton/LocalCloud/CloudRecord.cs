namespace Baton.LocalCloud;

/// <summary>cloud.json: the cloud that runs now, or ran last.</summary>
internal sealed record CloudRecord
{
    public required Uri Endpoint { get; init; }

    /// <summary>Where the name server of its hosted zones answers: "127.0.53.1:4570".</summary>
    public string? NameServer { get; init; }

    /// <summary>The port with TLS, when there is one.</summary>
    public Uri? TlsEndpoint { get; init; }

    public required int Pid { get; init; }

    /// <summary>Tells the process from a later one with the same id: clock ticks since boot, from /proc.</summary>
    public required string ProcessStarted { get; init; }

    public required string Region { get; init; }

    /// <summary>"qemu" or "simulated".</summary>
    public required string Machines { get; init; }

    public required DateTimeOffset StartedAt { get; init; }
}

using Baton.Cloud.Faults;
using Baton.Cloud.Machines;
using Baton.Cloud.Network;
using Baton.Cloud.State;
using Baton.Cloud.Storage;

namespace Baton.Cloud.Server;

/// <summary>What every action works on.</summary>
internal sealed record CloudContext
{
    public required CloudOptions Options { get; init; }

    public required CloudState State { get; init; }

    public required IMachines Machines { get; init; }

    public required IVolumeStorage Storage { get; init; }

    public required IVpcNetwork Network { get; init; }

    public required TimeProvider Time { get; init; }

    public FaultTable Faults { get; } = new();

    /// <summary>Held by whoever changes the state: requests that do, and machines that come and go.</summary>
    public SemaphoreSlim Changes { get; } = new(1, 1);

    public DateTimeOffset Now => Time.GetUtcNow();

    public IReadOnlyList<string> Zones => [$"{Options.Region}a", $"{Options.Region}b", $"{Options.Region}c"];

    public async Task ChangeAsync(Action change, CancellationToken cancellationToken)
    {
        await Changes.WaitAsync(cancellationToken);
        try
        {
            change();
        }
        finally
        {
            Changes.Release();
        }
    }
}

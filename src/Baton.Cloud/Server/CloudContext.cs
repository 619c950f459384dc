using Baton.Cloud.Faults;
using Baton.Cloud.Machines;
using Baton.Cloud.Network;
using Baton.Cloud.Places;
using Baton.Cloud.State;
using Baton.Cloud.Storage;

namespace Baton.Cloud.Server;

/// <summary>What every action works on: one region of one account.</summary>
internal sealed record CloudContext
{
    public required CloudOptions Options { get; init; }

    public required CloudState State { get; init; }

    public required IMachines Machines { get; init; }

    public required IVolumeStorage Storage { get; init; }

    public required IVpcNetwork Network { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>The other regions and accounts, for what goes from one to another.</summary>
    public required PlaceBook Places { get; init; }

    public FaultTable Faults => Places.Faults;

    /// <summary>Held by whoever changes the state: requests that do, and machines that come and go.</summary>
    public SemaphoreSlim Changes => Places.Changes;

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

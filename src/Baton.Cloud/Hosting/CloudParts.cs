using Baton.Cloud.Machines;
using Baton.Cloud.Network;
using Baton.Cloud.StockImages;
using Baton.Cloud.Storage;

namespace Baton.Cloud.Hosting;

/// <summary>What stands under the API: real machines, or simulated ones.</summary>
internal sealed record CloudParts
{
    public required IMachines Machines { get; init; }

    public required IVolumeStorage Storage { get; init; }

    public required IStockImages StockImages { get; init; }

    /// <summary>The network asks the metadata service, which knows the state; so it is made last.</summary>
    public required Func<IMetadataService, IVpcNetwork> Network { get; init; }

    /// <summary>What takes long and nobody should wait for: building the stock image, asking for hardware virtualization.</summary>
    public Func<CancellationToken, Task> Prepare { get; init; } = _ => Task.CompletedTask;

    public required Func<CloudStatus> Status { get; init; }
}

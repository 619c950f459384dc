using Baton.Cloud.Simulated;

namespace Baton.Cloud.Hosting;

internal static class SimulatedParts
{
    public static CloudParts Create(SimulatedMachines machines, SimulatedNetwork network) => new()
    {
        Machines = machines,
        Storage = new SimulatedStorage(),
        StockImages = new SimulatedStockImages(),
        Network = _ => network,
        Status = () => new() { Machines = "simulated", Accelerator = "none", Preparation = "ready" },
    };
}

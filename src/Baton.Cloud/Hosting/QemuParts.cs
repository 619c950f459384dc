using Baton.Cloud.Machines;
using Baton.Cloud.Network;
using Baton.Cloud.Server;
using Baton.Cloud.StockImages;
using Baton.Cloud.Storage;
using Baton.Engine.Problems;
using Microsoft.Extensions.Logging;

namespace Baton.Cloud.Hosting;

internal static class QemuParts
{
    private static readonly (string Program, string Package)[] Needed = [("qemu-system-x86_64", "qemu-system-x86"), ("qemu-img", "qemu-utils")];

    public static CloudParts Create(CloudOptions options, string directory, TimeProvider time, ILoggerFactory loggers)
    {
        CheckPrograms();
        var images = new DebianStockImages(new() { CacheDirectory = options.CacheDirectory });
        var layers = new QcowStorage(new() { Directory = Path.Combine(directory, "volumes") }, loggers.CreateLogger<QcowStorage>());
        var shelf = new StockShelf(images, layers, loggers.CreateLogger<StockShelf>());
        var machines = new LateMachines(async cancellationToken =>
        {
            var files = await shelf.FilesAsync(cancellationToken);
            var qemu = new QemuOptions
            {
                RunDirectory = options.RunDirectory, ConsoleDirectory = Path.Combine(directory, "consoles"), Kernel = files.Kernel, Initrd = files.Initrd,
            };
            return await QemuMachines.CreateAsync(qemu, layers, time, loggers.CreateLogger<QemuMachines>(), cancellationToken);
        });
        return new()
        {
            Machines = machines,
            Storage = new StockedStorage(layers, shelf),
            StockImages = images,
            Network = metadata => new VpcSwitch(new() { RunDirectory = options.RunDirectory }, metadata, time, loggers.CreateLogger<VpcSwitch>()),
            Prepare = async cancellationToken => await machines.ReadyAsync(cancellationToken),
            Status = () => new()
            {
                Machines = "qemu",
                Accelerator = machines.Inner is QemuMachines inner ? (inner.UsesKvm ? "kvm" : "tcg") : null,
                Preparation = shelf.Doing,
                DiskUsageBytes = layers.DiskUsageBytes(),
            },
        };
    }

    private static void CheckPrograms()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        var missing = Needed.Where(needed => !folders.Any(folder => File.Exists(Path.Combine(folder, needed.Program)))).Select(needed => CloudProblems.ProgramMissing(needed.Program, needed.Package)).ToList();
        if (missing.Count > 0)
        {
            throw new BatonException([.. missing]);
        }
    }
}

using Baton.Cloud.Machines;
using Baton.Cloud.StockImages;
using Baton.Cloud.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Baton.EndToEnd.Tests.Machines;

/// <summary>Storage and machines in a folder of their own, without API and network. All machines are ended with it.</summary>
internal sealed class MachineRoom : IAsyncDisposable
{
    private readonly HashSet<string> _started = [];

    private MachineRoom(string directory) => DirectoryPath = directory;

    public string DirectoryPath { get; }

    public QcowStorage Storage { get; private set; } = null!;

    public QemuMachines Machines { get; private set; } = null!;

    public static StockImageOptions ImageOptions { get; } = new()
    {
        CacheDirectory = Path.Combine(
            Environment.GetEnvironmentVariable("XDG_CACHE_HOME") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
            "baton"),
    };

    public static async Task<StockImageFiles> StockImageAsync()
    {
        var images = new DebianStockImages(ImageOptions);
        var progress = new Progress<string>(message => TestContext.Current.TestOutputHelper?.WriteLine(message));
        return await images.EnsureAsync(images.All[0], progress, TestContext.Current.CancellationToken);
    }

    public static async Task<MachineRoom> OpenAsync()
    {
        // Short, for the sockets in it.
        var room = new MachineRoom(Directory.CreateTempSubdirectory("vm-").FullName);
        await room.RestartAsync();
        return room;
    }

    /// <summary>A new storage and new machines over the same folder, as after a kill of the cloud: nothing of the old ones is told anything.</summary>
    public async Task RestartAsync()
    {
        var image = await StockImageAsync();
        if (Machines is not null)
        {
            await Machines.DisposeAsync();
        }

        Storage = new QcowStorage(new QcowStorageOptions { Directory = Path.Combine(DirectoryPath, "volumes") }, NullLogger<QcowStorage>.Instance);
        Machines = await QemuMachines.CreateAsync(new QemuOptions
        {
            RunDirectory = Path.Combine(DirectoryPath, "run"),
            ConsoleDirectory = Path.Combine(DirectoryPath, "console"),
            Kernel = image.Kernel,
            Initrd = image.Initrd,
            AllowKvm = false,
        }, Storage, TimeProvider.System, NullLogger<QemuMachines>.Instance, TestContext.Current.CancellationToken);
    }

    public static MachineSpec Spec(string instanceId, params string[] volumes) => new()
    {
        InstanceId = instanceId,
        MemoryMiB = 512,
        Cpus = 1,
        Disks = [.. volumes.Select((volume, index) => new MachineDisk(volume, $"/dev/sd{(char)('a' + index)}"))],
        Nics =
        [
            new MachineNic
            {
                InterfaceId = instanceId.Replace("i-", "eni-", StringComparison.Ordinal),
                MacAddress = "06:00:00:00:00:01",
                PrivateAddress = "172.31.5.12",
                PrefixLength = 20,
                RouterAddress = "172.31.0.1",
            },
        ],
    };

    public async Task StartAsync(MachineSpec spec)
    {
        _started.Add(spec.InstanceId);
        await Machines.StartAsync(spec, TestContext.Current.CancellationToken);
    }

    public string Console(string instanceId) => System.Text.Encoding.UTF8.GetString(Machines.ReadConsole(instanceId));

    public async Task<string> WaitForConsoleAsync(string instanceId, Func<string, bool> condition, int seconds = 90)
    {
        var end = DateTimeOffset.UtcNow.AddSeconds(seconds);
        while (true)
        {
            var text = Console(instanceId);
            if (condition(text))
            {
                return text;
            }

            Assert.True(DateTimeOffset.UtcNow < end, $"Not on the console of {instanceId} within {seconds} s:\n{text[^Math.Min(text.Length, 3000)..]}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var instanceId in _started)
        {
            await Machines.StopAsync(instanceId, TimeSpan.Zero, CancellationToken.None);
        }

        await Machines.DisposeAsync();
        Storage.Dispose();
        Directory.Delete(DirectoryPath, recursive: true);
    }
}

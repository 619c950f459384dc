using Baton.Cloud.Machines;

namespace Baton.EndToEnd.Tests.Machines;

public sealed class StockImageTests
{
    [Fact]
    public async Task The_stock_image_boots_prints_its_host_key_and_powers_off_at_the_button()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var room = await MachineRoom.OpenAsync();
        await room.Storage.ImportSnapshotAsync("snap-0001", (await MachineRoom.StockImageAsync()).RawDisk, cancellationToken);
        await room.Storage.CreateVolumeAsync("vol-00000000000000001", 9, "snap-0001", cancellationToken);
        var exits = new List<MachineExit>();
        room.Machines.Exited += (_, exit) => exits.Add(exit);

        await room.StartAsync(MachineRoom.Spec("i-0001", "vol-00000000000000001"));
        var console = await room.WaitForConsoleAsync("i-0001", text => text.Contains("-----END SSH HOST KEY KEYS-----", StringComparison.Ordinal));

        Assert.Matches(@"(?s)-----BEGIN SSH HOST KEY KEYS-----\r?\nssh-ed25519 AAAA\S+ root@\S+\r?\n-----END SSH HOST KEY KEYS-----", console);
        // The guest hears the power button: the plug is pulled only after the deadline.
        var stopping = System.Diagnostics.Stopwatch.StartNew();
        await room.Machines.StopAsync("i-0001", TimeSpan.FromSeconds(120), cancellationToken);
        Assert.InRange(stopping.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(110));
        Assert.False(room.Machines.IsRunning("i-0001"));
        Assert.Empty(exits);
    }
}

using System.Net;

namespace Baton.EndToEnd.Tests.Network;

public sealed class VpcSwitchTests
{
    [Fact]
    public async Task A_machine_is_reached_by_ssh_through_its_public_address_and_reaches_what_it_should()
    {
        await using var room = await NetworkRoom.OpenAsync();
        room.Switch.SetPublicAddress(IPAddress.Parse("127.42.9.1"), "eni-1");
        await room.StartAsync(1);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await NetworkRoom.WaitForSshAsync("127.42.9.1");
        TestContext.Current.TestOutputHelper!.WriteLine($"greeting after {watch.Elapsed.TotalSeconds:F1} s");

        Assert.Equal("eni-1", room.Ssh("127.42.9.1", "hostname"));
        Assert.Contains("172.31.5.11/20", room.Ssh("127.42.9.1", "/sbin/ip -4 address show eth0"), StringComparison.Ordinal);
        Assert.Contains("mtu 9001", room.Ssh("127.42.9.1", "/sbin/ip link show eth0"), StringComparison.Ordinal);
        TestContext.Current.TestOutputHelper!.WriteLine(room.Ssh("127.42.9.1", "ls -la /run/systemd/netif/leases/; cat /run/systemd/netif/leases/*; cat /etc/resolv.conf; sudo -n networkctl status eth0; sudo -n journalctl -b -u systemd-networkd -u stock-per-boot"));
    }
}

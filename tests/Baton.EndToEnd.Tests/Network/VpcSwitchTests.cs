using System.Net;

namespace Baton.EndToEnd.Tests.Network;

public sealed class VpcSwitchTests
{
    [Fact]
    public async Task A_machine_is_reached_through_its_public_address_also_by_the_next_switch_and_finds_names_and_metadata()
    {
        const string Address = "127.42.9.1";
        await using var room = await NetworkRoom.OpenAsync();
        room.Switch.SetPublicAddress(IPAddress.Parse(Address), "eni-1");
        await room.StartAsync(1);
        await NetworkRoom.WaitForSshAsync(Address, room.SshPort);

        Assert.Equal("eni-1", room.Ssh(Address, "hostname"));
        var link = room.Ssh(Address, "/sbin/ip address show eth0");
        Assert.Contains("172.31.5.11/20", link, StringComparison.Ordinal);
        Assert.Contains("mtu 9001", link, StringComparison.Ordinal);

        await room.ReplaceSwitchAsync();
        room.Switch.Connect(NetworkRoom.Port(1));
        room.Switch.SetPublicAddress(IPAddress.Parse(Address), "eni-1");

        // The resolver is known once the lease is there, which is after the first greeting.
        var names = room.Ssh(Address, "for try in $(seq 300); do getent hosts 172.31.5.11 | grep ec2.internal && break; sleep 0.1; done");
        Assert.EndsWith("ip-172-31-5-11.ec2.internal", names, StringComparison.Ordinal);
        Assert.Contains(("eni-1", "/latest/meta-data/public-keys/0/openssh-key"), room.Metadata.Asked);
    }
}

using System.Net;
using Baton.EndToEnd.Tests.Network;

namespace Baton.EndToEnd.Tests.Machines;

public sealed class StockImageLoginTests
{
    private const string Address = "127.42.9.7";

    [Fact]
    public async Task The_stock_image_is_a_server_like_Debians_own()
    {
        await using var room = await NetworkRoom.OpenAsync();
        room.Metadata.More["/latest/meta-data/network/interfaces/macs/06:00:00:00:00:01/vpc-ipv4-cidr-block"] = "172.31.0.0/16";
        room.Metadata.More["/latest/user-data"] = "#!/bin/sh\necho \"it's $(id -un)\" >/root/from-user-data\n";
        room.Switch.SetPublicAddress(IPAddress.Parse(Address), "eni-1");
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await room.StartAsync(1);
        await NetworkRoom.WaitForSshAsync(Address, room.SshPort);
        Report(watch, "greets");

        Assert.Equal("eni-1\ni-1\nAmazon EC2", room.Ssh(Address, "hostname; cat /sys/class/dmi/id/board_asset_tag /sys/class/dmi/id/sys_vendor"));
        Report(watch, "logs in");
        Assert.Matches("^ec2[0-9a-f]{5}-", room.Ssh(Address, "sudo -n cat /sys/class/dmi/id/product_uuid"));
        Assert.Contains("nameserver 172.31.0.2", room.Ssh(Address, "cat /etc/resolv.conf"), StringComparison.Ordinal);
        Assert.Contains("redirect to :81", room.Ssh(Address, """
            sudo nft 'add table ip t; add chain ip t c { type nat hook prerouting priority -100; }; add rule ip t c tcp dport 80 redirect to :81'
            sudo nft list ruleset
            """), StringComparison.Ordinal);

        Assert.Equal("running", room.Ssh(Address, "sudo systemctl is-system-running --wait"));
        Report(watch, "has booted");
        Assert.Equal("it's root", room.Ssh(Address, "sudo cat /root/from-user-data"));
        Assert.Contains("virtio-vol1 -> ../../vda", room.Ssh(Address, "ls -l /dev/disk/by-id"), StringComparison.Ordinal);
        // Needs the lists that come with the image, the name server and the way out.
        Assert.Contains("tree v", room.Ssh(Address, "sudo apt-get install -q -y --no-install-recommends tree >/dev/null 2>&1; tree --version"), StringComparison.Ordinal);
        Report(watch, "has installed a package");
    }

    private static void Report(System.Diagnostics.Stopwatch since, string what) =>
        TestContext.Current.TestOutputHelper!.WriteLine($"{what} after {since.Elapsed.TotalSeconds:F1} s");
}

using System.Net;
using Baton.EndToEnd.Tests.Network;

namespace Baton.EndToEnd.Tests.Machines;

public sealed class StockImageLoginTests
{
    [Fact]
    public async Task The_stock_image_is_a_server_like_Debians_own()
    {
        await using var room = await NetworkRoom.OpenAsync();
        room.Switch.SetPublicAddress(IPAddress.Parse("127.42.9.7"), "eni-1");
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await room.StartAsync(1);
        await NetworkRoom.WaitForSshAsync("127.42.9.7");
        TestContext.Current.TestOutputHelper!.WriteLine($"greeting after {watch.Elapsed.TotalSeconds:F1} s");
        room.Ssh("127.42.9.7", "true");
        TestContext.Current.TestOutputHelper!.WriteLine($"login after {watch.Elapsed.TotalSeconds:F1} s");
        TestContext.Current.TestOutputHelper!.WriteLine(room.Ssh("127.42.9.7", """
            exec 2>&1
            date +%s.%N; systemctl is-system-running --wait; systemctl --failed; date +%s.%N
            cat /sys/class/dmi/id/board_asset_tag; sudo cat /sys/class/dmi/id/product_uuid; cat /sys/class/dmi/id/sys_vendor
            cat /etc/resolv.conf; cat /etc/hosts; df -h /; mount | grep ' / '; getent hosts deb.debian.org
            sudo nft add table ip x; sudo nft 'add chain ip x y { type nat hook prerouting priority -100; }'; sudo nft add rule ip x y tcp dport 80 redirect to :81; sudo nft list ruleset
            ls -la /dev/disk/by-id; lsblk; id; free -m; ip route; systemd-analyze; systemd-analyze critical-chain ssh.service
            time sudo apt-get update; time sudo apt-get install -y --no-install-recommends tree; tree --version
            cat /etc/machine-id; sudo journalctl -b -p warning --no-pager | tail -30; lsmod; python3 --version; which fsfreeze curl rsync nft; time sudo true
            """));
    }
}

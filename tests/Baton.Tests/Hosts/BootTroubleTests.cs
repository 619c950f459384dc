using Baton.Hosts.Ssh;

namespace Baton.Tests.Hosts;

public sealed class BootTroubleTests
{
    // As Debian 12 prints it on a serial console when a disk of /etc/fstab does not appear.
    private const string Emergency = """
        [   94.2] systemd[1]: dev-disk-by\x2duuid-91e2.device: Job dev-disk-by\x2duuid-91e2.device/start timed out.
        [ TIME ] Timed out waiting for device dev-disk-by\x2duuid-91e2.device.
        [DEPEND] Dependency failed for srv.mount - /srv.
        [  OK  ] Reached target emergency.target - Emergency Mode.
        You are in emergency mode. After logging in, type "journalctl -xb" to view
        system logs, "systemctl reboot" to reboot, or "exit" to boot into default mode.
        """;

    [Fact]
    public void Emergency_mode_is_told_with_what_led_to_it() =>
        Assert.Equal(
            @"You are in emergency mode. After logging in, type ""journalctl -xb"" to view; Timed out waiting for device dev-disk-by\x2duuid-91e2.device",
            BootTrouble.Find(Emergency.ReplaceLineEndings("\r\n")));

    [Fact]
    public void Colours_and_time_stamps_hide_nothing() =>
        Assert.Equal("Kernel panic - not syncing: VFS: Unable to mount root fs on unknown-block(0,0)", BootTrouble.Find("\e[0;32m[    1.5] Kernel panic - not syncing: VFS: Unable to mount root fs on unknown-block(0,0)\e[0m"));

    [Theory]
    [InlineData("")]
    [InlineData("[FAILED] Failed to start apache2.service.\nDebian GNU/Linux 12 payroll ttyS0\npayroll login:")]
    [InlineData("[  OK  ] Stopped target emergency.target - Emergency Mode.")]
    public void A_machine_that_comes_up_has_none(string console) => Assert.Null(BootTrouble.Find(console));
}

using Baton.Engine.Problems;
using Baton.Hosts.Discovery;
using Baton.Hosts.Disks;
using Baton.Hosts.Units;

namespace Baton.EndToEnd.Tests.Hosts;

/// <summary>What is looked for on a server before anything is changed there; all that is missing is said at once.</summary>
public sealed class LookingTests
{
    [Fact]
    public async Task Every_folder_that_is_missing_is_named()
    {
        var folders = new Folders(new LocalHost(new Dictionary<string, string>()));
        await folders.LookAsync(["/etc", "/usr/share"], TestContext.Current.CancellationToken);

        var error = await Assert.ThrowsAsync<BatonException>(() => folders.LookAsync(["/etc", "/no/such", "/nor this", "/etc/passwd"], TestContext.Current.CancellationToken));

        Assert.Equal(
            [("BTN0327", "here has no folder '/no/such'."), ("BTN0328", "The folder '/nor this' on here cannot be copied by that name."), ("BTN0327", "here has no folder '/etc/passwd'.")],
            error.Problems.Select(problem => (problem.Code, problem.Message)));
    }

    [Fact]
    public async Task Every_unit_that_is_missing_is_named()
    {
        // Where tests run there may be no systemd: this says what its systemctl does.
        var programs = Directory.CreateTempSubdirectory("baton-systemctl-");
        try
        {
            var systemctl = Path.Combine(programs.FullName, "systemctl");
            await File.WriteAllTextAsync(
                systemctl,
                """
                #!/bin/bash
                while [[ $1 != -- ]]; do shift; done
                for unit in "${@:2}"; do
                    [[ $unit == known* ]] && state=(loaded active enabled) || state=(not-found inactive '')
                    printf '%sId=%s\nLoadState=%s\nActiveState=%s\nResult=success\nUnitFileState=%s\nTriggers=\n' "$between" "$unit" "${state[@]}"
                    between=$'\n'
                done
                """,
                TestContext.Current.CancellationToken);
            File.SetUnixFileMode(systemctl, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            var services = new Services(new LocalHost(new Dictionary<string, string>()) { ProgramFolders = $"{programs.FullName}:/usr/bin:/bin" });
            Assert.Equal([new UnitState("known.service", "active", "enabled")], await services.ReadAsync(["known.service"], TestContext.Current.CancellationToken));

            var error = await Assert.ThrowsAsync<BatonException>(() =>
                services.ReadAsync(["no-such.service", "known.service", "nor-this.service"], TestContext.Current.CancellationToken));

            Assert.Equal(["here has no unit 'no-such.service'.", "here has no unit 'nor-this.service'."], error.Problems.Select(problem => problem.Message));
        }
        finally
        {
            programs.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Updates_that_wait_are_counted_and_those_that_mend_holes_apart()
    {
        var programs = Directory.CreateTempSubdirectory("baton-apt-");
        try
        {
            await ProgramAsync(programs, "apt-get", """
                printf 'Inst libssl3 [3.0.15] (3.0.17 Debian-Security:12/stable-security [amd64])\nInst tzdata [2024a] (2025b Debian:12.11/stable [all])\nConf tzdata (2025b Debian:12.11/stable [all])\n'
                """);
            await ProgramAsync(programs, "apt-config", """echo 'APT::Periodic::Unattended-Upgrade "1";'""");
            var host = new LocalHost(new Dictionary<string, string>()) { ProgramFolders = $"{programs.FullName}:/usr/bin:/bin" };
            var manual = await new Updates(host).ReadAsync(TestContext.Current.CancellationToken);
            await ProgramAsync(programs, "unattended-upgrade", "");
            var automatic = await new Updates(host).ReadAsync(TestContext.Current.CancellationToken);
            await ProgramAsync(programs, "apt-get", "exit 100");
            var untold = await new Updates(host).ReadAsync(TestContext.Current.CancellationToken);

            Assert.Equal((2, 1), (manual.Waiting, manual.Security));
            Assert.True(automatic.Automatic);
            Assert.Equal((null, null), (untold.Waiting, untold.Security));
        }
        finally
        {
            programs.Delete(recursive: true);
        }
    }

    private static async Task ProgramAsync(DirectoryInfo folder, string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        await File.WriteAllTextAsync(path, $"#!/bin/bash\n{text}\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}

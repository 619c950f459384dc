using Baton.Engine.Problems;
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
}

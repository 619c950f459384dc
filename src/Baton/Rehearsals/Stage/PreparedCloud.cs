using System.Globalization;
using Baton.Engine.Problems;
using Baton.Terminals;

namespace Baton.Rehearsals.Stage;

/// <summary>
/// A cloud in which the image of a payroll server exists already. It is made once, by launching, installing and imaging, and kept; each rehearsal
/// begins with a copy of it.
/// </summary>
internal sealed class PreparedCloud(string cacheFolder, DataSize size, ITerminal terminal, TimeProvider time, IReadOnlyList<string>? program = null)
{
    public const string ImageName = "payroll-server";

    public const string PackagesImageName = "debian-with-packages";

    // Nothing of them runs, and there is no cluster: a plain Debian on which they lie.
    private const string Packages = """
        set -e
        sudo mkdir -p /etc/postgresql-common/createcluster.d
        echo 'create_main_cluster = false' | sudo tee /etc/postgresql-common/createcluster.d/image.conf >/dev/null
        sudo apt-get update -q
        sudo DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends -o Dpkg::Options::=--force-unsafe-io postgresql-15 nginx-light python3-psycopg2 python3-waitress rsync nftables
        sudo rm /etc/postgresql-common/createcluster.d/image.conf
        sudo systemctl disable -q --now nginx.service
        sudo apt-get clean && sudo fstrim -a && sync
        """;

    private static string Key(string stockImage, DataSize size) =>
        string.Create(CultureInfo.InvariantCulture, $"{stockImage}-{SampleFiles.Hash()}-{size.Employees}-{size.Documents}-{size.DocumentKiB}");

    /// <summary>Puts the state of the prepared cloud into a folder whose cloud has not been up yet.</summary>
    /// <param name="withPackages">With a second image: Debian and the packages that the payroll server needs, and nothing of it.</param>
    public async Task CopyToAsync(RehearsalFolder target, string stockImage, bool withPackages, CancellationToken cancellationToken)
    {
        var kept = Path.Combine(cacheFolder, Key(stockImage, size));
        await KeepAsync(kept, $"Making the image of the payroll server ({size}); this is done once.", null, InstallAsync, cancellationToken);
        if (withPackages)
        {
            await KeepAsync($"{kept}-packages", "Making an image with the packages that it needs; this is done once.", kept, InstallPackagesAsync, cancellationToken);
            kept = $"{kept}-packages";
        }

        Directory.CreateDirectory(target.Home.Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await CopyAsync(kept, target.Home.Cloud, cancellationToken);
    }

    // cp, because it keeps holes and shares blocks where the file system can.
    private static Task CopyAsync(string from, string to, CancellationToken cancellationToken) =>
        LocalProgram.RunAsync("cp", ["-a", "--sparse=always", "--reflink=auto", from, to], cancellationToken);

    /// <summary>Makes what is not there yet: in a cloud of its own, which may begin as another one that is kept.</summary>
    private async Task KeepAsync(string kept, string saying, string? begin, Func<Backstage, CancellationToken, Task> make, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(cacheFolder);
        await using (await FolderLock.TakeAsync(kept + ".lock", time, cancellationToken))
        {
            if (Directory.Exists(kept))
            {
                return;
            }

            terminal.Talk.WriteLine(saying);
            var folder = new RehearsalFolder(kept + ".partial");
            if (Directory.Exists(folder.Root))
            {
                Directory.Delete(folder.Root, recursive: true);
            }

            folder.Create();
            if (begin is not null)
            {
                Directory.CreateDirectory(folder.Home.Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
                await CopyAsync(begin, folder.Home.Cloud, cancellationToken);
            }

            await using (var cloud = new RehearsalCloud(new(folder, terminal, program), time))
            {
                await cloud.UpAsync(cancellationToken);
                await make(new Backstage(cloud.Aws, folder, time), cancellationToken);
            }

            Directory.Move(folder.Home.Cloud, kept);
            Directory.Delete(folder.Root, recursive: true);
        }
    }

    private Task InstallPackagesAsync(Backstage backstage, CancellationToken cancellationToken) =>
        MakeImageAsync(backstage, PackagesImageName, null, guest => guest.RunAsync(Packages, null, null, cancellationToken), cancellationToken);

    private Task InstallAsync(Backstage backstage, CancellationToken cancellationToken) => MakeImageAsync(
        backstage,
        ImageName,
        size.VolumeGiB,
        async guest =>
        {
            Say("installing nginx, PostgreSQL and SmallPayroll");
            await guest.RunAsync("tar x", SampleFiles.Tar(), null, cancellationToken);
            var install = string.Create(CultureInfo.InvariantCulture, $"sudo EMPLOYEES={size.Employees} DOCUMENTS={size.Documents} DOCUMENT_KIB={size.DocumentKiB} SmallPayroll/install.sh");
            await guest.RunAsync(install, null, line => SayIfOurs(line), cancellationToken);
            await guest.RunAsync("rm -rf SmallPayroll && sudo apt-get clean && sudo fstrim -a && sync", null, null, cancellationToken);
        },
        cancellationToken);

    private async Task MakeImageAsync(Backstage backstage, string name, int? dataGiB, Func<Guest, Task> install, CancellationToken cancellationToken)
    {
        Say("launching a server from the stock image");
        await backstage.CreateKeyAsync(cancellationToken);
        var group = await backstage.CreateGroupAsync(cancellationToken);
        var server = (await backstage.LaunchAsync(await backstage.StockImageAsync(cancellationToken), "t3.medium", group, dataGiB, cancellationToken)).InstanceId!;
        var (allocation, address) = await backstage.AllocateAddressAsync(cancellationToken);
        await backstage.AwaitStateAsync(server, "running", cancellationToken);
        await backstage.AssociateAsync(allocation, server, cancellationToken);
        var guest = await backstage.TrustAsync(server, address, cancellationToken);
        await UntilSshAsync(guest, cancellationToken);
        await install(guest);

        Say("making an image of it");
        await backstage.StopAsync(server, cancellationToken);
        await backstage.AwaitStateAsync(server, "stopped", cancellationToken);
        await backstage.CreateImageAsync(server, name, cancellationToken);
        await backstage.TerminateAsync(server, cancellationToken);
        await backstage.AwaitStateAsync(server, "terminated", cancellationToken);
        await backstage.ReleaseAsync(allocation, cancellationToken);
        await backstage.DeleteGroupAsync(group, cancellationToken);
        await backstage.DeleteKeyAsync(cancellationToken);
    }

    private async Task UntilSshAsync(Guest guest, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            try
            {
                await guest.RunAsync("true", null, null, cancellationToken);
                return;
            }
            catch (BatonException) when (time.GetElapsedTime(start) < TimeSpan.FromMinutes(2))
            {
                // sshd starts a moment after the keys are shown.
                await Task.Delay(TimeSpan.FromSeconds(1), time, cancellationToken);
            }
        }
    }

    private void Say(string what) => terminal.Talk.WriteLine($"  {what}");

    private void SayIfOurs(string line)
    {
        const string Ours = "smallpayroll: ";
        if (line.StartsWith(Ours, StringComparison.Ordinal))
        {
            Say($"  {line[Ours.Length..]}");
        }
    }
}

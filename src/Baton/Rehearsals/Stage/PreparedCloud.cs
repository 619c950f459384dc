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

    private static string Key(string stockImage, DataSize size) =>
        string.Create(CultureInfo.InvariantCulture, $"{stockImage}-{SampleFiles.Hash()}-{size.Employees}-{size.Documents}-{size.DocumentKiB}");

    /// <summary>Puts the state of the prepared cloud into a folder whose cloud has not been up yet.</summary>
    public async Task CopyToAsync(RehearsalFolder target, string stockImage, CancellationToken cancellationToken)
    {
        var kept = Path.Combine(cacheFolder, Key(stockImage, size));
        Directory.CreateDirectory(cacheFolder);
        await using (await FolderLock.TakeAsync(kept + ".lock", time, cancellationToken))
        {
            if (!Directory.Exists(kept))
            {
                await BuildAsync(kept, cancellationToken);
            }
        }

        Directory.CreateDirectory(target.Home.Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        // cp, because it keeps holes and shares blocks where the file system can.
        await LocalProgram.RunAsync("cp", ["-a", "--sparse=always", "--reflink=auto", kept, target.Home.Cloud], cancellationToken);
    }

    private async Task BuildAsync(string kept, CancellationToken cancellationToken)
    {
        terminal.Talk.WriteLine($"Making the image of the payroll server ({size}); this is done once.");
        var folder = new RehearsalFolder(kept + ".partial");
        if (Directory.Exists(folder.Root))
        {
            Directory.Delete(folder.Root, recursive: true);
        }

        folder.Create();
        var baton = new BatonCommand(folder, terminal, program);
        await using (var cloud = new RehearsalCloud(baton, time))
        {
            await cloud.UpAsync(cancellationToken);
            await InstallAsync(new Backstage(cloud.Aws, folder, time), cancellationToken);
        }

        Directory.Move(folder.Home.Cloud, kept);
        Directory.Delete(folder.Root, recursive: true);
    }

    private async Task InstallAsync(Backstage backstage, CancellationToken cancellationToken)
    {
        Say("launching a server from the stock image");
        await backstage.CreateKeyAsync(cancellationToken);
        var group = await backstage.CreateGroupAsync(cancellationToken);
        var server = (await backstage.LaunchAsync(await backstage.StockImageAsync(cancellationToken), "t3.medium", group, size.VolumeGiB, cancellationToken)).InstanceId!;
        var (allocation, address) = await backstage.AllocateAddressAsync(cancellationToken);
        await backstage.AwaitStateAsync(server, "running", cancellationToken);
        await backstage.AssociateAsync(allocation, server, cancellationToken);
        var guest = await backstage.TrustAsync(server, address, cancellationToken);
        await UntilSshAsync(guest, cancellationToken);

        Say("installing nginx, PostgreSQL and SmallPayroll");
        await guest.RunAsync("tar x", SampleFiles.Tar(), null, cancellationToken);
        var install = string.Create(CultureInfo.InvariantCulture, $"sudo EMPLOYEES={size.Employees} DOCUMENTS={size.Documents} DOCUMENT_KIB={size.DocumentKiB} SmallPayroll/install.sh");
        await guest.RunAsync(install, null, line => SayIfOurs(line), cancellationToken);
        await guest.RunAsync("rm -rf SmallPayroll && sudo apt-get clean && sudo fstrim -a && sync", null, null, cancellationToken);

        Say("making an image of it");
        await backstage.StopAsync(server, cancellationToken);
        await backstage.AwaitStateAsync(server, "stopped", cancellationToken);
        await backstage.CreateImageAsync(server, ImageName, cancellationToken);
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

using System.Security.Cryptography;
using Baton.Cloud.Programs;
using Baton.Cloud.StockImages;
using Baton.EndToEnd.Tests.Machines;

namespace Baton.EndToEnd.Tests.Cloud;

/// <summary>A disk as distributions make their cloud images boots unchanged: by its own boot loader and kernel, and set up by cloud-init.</summary>
public sealed class CloudInitTests
{
    private static readonly string s_scripts = Path.Combine(AppContext.BaseDirectory, "Cloud");

    [Fact]
    public async Task A_whole_disk_with_GRUB_and_cloud_init_boots_unchanged_and_does_what_its_user_data_say()
    {
        await using var shell = await CloudShell.StartAsync("qemu");
        Assert.SkipWhen((await shell.Baton.AskAsync("cloud", "status")).GetProperty("machines").GetString() != "qemu", "no virtual machines here");
        var folder = Directory.CreateTempSubdirectory("baton-whole-disk-");
        try
        {
            var image = await RunAsync(shell, folder, "/usr/bin/python3", Path.Combine(s_scripts, "whole_disk_story.py"), await DiskAsync());

            var lines = (await RunAsync(shell, folder, Path.Combine(s_scripts, "cloud_init_story.sh"), image[0])).Select(static line => line.Trim()).ToList();

            Assert.Equal(["status: done", "aws", "written by cloud-init", "whole", lines[7], "5G", "/dev/vda1", lines[7], "rebooted"], lines);
            Assert.StartsWith("i-", lines[7], StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string[]> RunAsync(CloudShell shell, DirectoryInfo folder, params string[] command)
    {
        var (status, output, errors) = await shell.RunAsync("/bin/bash", ["-c", "cd \"$0\" && exec \"$@\"", folder.FullName, .. command]);
        Assert.True(status == 0, output + errors);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Made once on this computer: Debian's packages need a minute or two.</summary>
    private static async Task<string> DiskAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var script = Path.Combine(s_scripts, "whole_disk.sh");
        var recipe = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(script, cancellationToken)))[..12];
        var disk = Path.Combine(MachineRoom.ImageOptions.CacheDirectory, $"whole-disk-{recipe}.raw");
        if (File.Exists(disk))
        {
            return disk;
        }

        var made = $"{disk}.{Environment.ProcessId}";
        var acquire = await new HostProgram("sh", ["-c", "apt-config dump | sed -n 's/;$//; /^Acquire::\\(Check-\\|http.*Proxy\\)/p'"]).RunAsync(cancellationToken);
        var built = await new HostProgram(script, [made])
        {
            Input = string.Join('\n', AptSources.Read("/etc/apt")) + "\n",
            Environment = new Dictionary<string, string> { ["ACQUIRE"] = acquire.Output },
        }.RunAsync(cancellationToken);
        Assert.True(built.Succeeded, built.Errors);
        File.Move(made, disk, overwrite: true);
        return disk;
    }
}

using Baton.Cloud.Programs;

namespace Baton.Cloud.StockImages;

/// <summary>mmdebstrap makes a tar of Debian's packages, mke2fs a disk of the tar; the folder appears under its name when all of it is there.</summary>
internal sealed class StockImageBuilder(StockImageRecipe recipe, string cacheDirectory, IProgress<string> progress)
{
    // What the tar, the unpacked tree and the disk take at the same time, with a margin.
    private const long NeededBytes = 2L << 30;

    public async Task BuildAsync(string folder, int sizeGiB, CancellationToken cancellationToken)
    {
        CheckSpace(cacheDirectory);
        RemoveLeftovers();
        var work = Directory.CreateDirectory(Path.Combine(cacheDirectory, $".build-{Path.GetRandomFileName()}")).FullName;
        try
        {
            var recipeFolder = Path.Combine(work, "recipe");
            var filled = Directory.CreateDirectory(Path.Combine(work, "image")).FullName;
            recipe.WriteTo(recipeFolder);
            var mode = await BuildMode.ProbeAsync(cancellationToken);
            var tar = Path.Combine(work, "root.tar");
            await BootstrapAsync(mode, tar, cancellationToken);
            progress.Report("stock image: making the file system");
            await AssembleAsync(mode, recipeFolder, [tar, filled, $"{sizeGiB}"], cancellationToken);
            foreach (var file in Directory.EnumerateFiles(filled))
            {
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
            }

            Directory.Move(filled, folder);
            progress.Report("stock image: ready");
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private async Task BootstrapAsync(BuildMode mode, string tar, CancellationToken cancellationToken)
    {
        // Not in the cache: in a user namespace other users work here, whom the home folder of this one does not let in. Not in /tmp, which may be small.
        var work = Path.Combine(Environment.GetEnvironmentVariable("TMPDIR") ?? "/var/tmp", $"stock-image-{Path.GetRandomFileName()}");
        Directory.CreateDirectory(work, (UnixFileMode)0b111_101_101);
        CheckSpace(work);
        try
        {
            recipe.WriteTo(work);
            await InstallAsync(mode, work, tar, cancellationToken);
        }
        finally
        {
            // What other users own there, mmdebstrap has removed.
            Directory.Delete(work, recursive: true);
        }
    }

    private async Task InstallAsync(BuildMode mode, string work, string tar, CancellationToken cancellationToken)
    {
        progress.Report($"stock image: installing Debian 12 from {recipe.Sources[0].Split(' ')[1]} (about a minute, only the first time)");
        var acquire = await AcquireOptionsAsync(cancellationToken);
        var program = new HostProgram("mmdebstrap",
        [
            $"--mode={mode.MmdebstrapMode}", "--variant=minbase", "--format=tar", "--skip=cleanup/apt", $"--include={string.Join(',', recipe.Packages)}",
            // Each package list is read by every apt of every guest; translations double that.
            "--aptopt=Acquire::Languages \"none\"",
            .. acquire.Select(option => $"--aptopt={option}"),
            "--dpkgopt=path-exclude=/usr/share/doc/*", "--dpkgopt=path-exclude=/usr/share/man/*", "--dpkgopt=path-exclude=/usr/share/locale/*",
            $"--customize-hook={Quote(Path.Combine(work, "customize.sh"))} \"$1\"",
            "bookworm", tar, "-",
        ])
        {
            Environment = new Dictionary<string, string>
            {
                ["RECIPE"] = work,
                // Machines start with our own initrd; making Debian's takes longer than the rest of the installation.
                ["INITRD"] = "No",
                ["TMPDIR"] = work,
            },
            Input = string.Join('\n', recipe.Sources) + "\n",
            OnErrorLine = line => Report(line),
        };
        ThrowIfFailed(await program.RunAsync(cancellationToken), "mmdebstrap could not install Debian 12");
    }

    private static async Task AssembleAsync(BuildMode mode, string recipeFolder, string[] arguments, CancellationToken cancellationToken)
    {
        var script = Path.Combine(recipeFolder, "assemble.sh");
        var program = mode.NeedsFakeroot ? new HostProgram("fakeroot", [script, .. arguments]) : new HostProgram(script, arguments);
        program = program with { Environment = new Dictionary<string, string> { ["RECIPE"] = recipeFolder } };
        ThrowIfFailed(await program.RunAsync(cancellationToken), "the disk of the stock image could not be made");
    }

    // The host's proxies and what it accepts of a mirror hold for the guests, too.
    private static async Task<IReadOnlyList<string>> AcquireOptionsAsync(CancellationToken cancellationToken)
    {
        var dump = await new HostProgram("apt-config", ["dump"]).RunAsync(cancellationToken);
        // Acquire::Check-Valid-Until "false";
        return
        [
            .. dump.Output.Split('\n')
                .Where(line => line.StartsWith("Acquire::Check-", StringComparison.Ordinal)
                    || (line.StartsWith("Acquire::http", StringComparison.Ordinal) && line.Contains("::Proxy", StringComparison.Ordinal)))
                .Select(line => line.TrimEnd(';')),
        ];
    }

    private void Report(string line)
    {
        // I: installing essential packages...
        if (line.StartsWith("I: ", StringComparison.Ordinal) && line.EndsWith("...", StringComparison.Ordinal))
        {
            progress.Report($"stock image: {line[3..^3]}");
        }
    }

    private static void CheckSpace(string folder)
    {
        var free = new DriveInfo(folder).AvailableFreeSpace;
        if (free < NeededBytes)
        {
            throw new StockImageException(
                $"Building the stock image needs {NeededBytes >> 20} MiB in {folder}, where {free >> 20} MiB are free.");
        }
    }

    // Of a build that was killed. Nobody builds there now: the caller holds the lock.
    private void RemoveLeftovers()
    {
        foreach (var left in Directory.EnumerateDirectories(cacheDirectory, ".build-*"))
        {
            Directory.Delete(left, recursive: true);
        }
    }

    private static void ThrowIfFailed(ProgramResult result, string what)
    {
        if (!result.Succeeded)
        {
            throw new StockImageException($"{what}: {LastLines(result.Errors)}");
        }
    }

    private static string LastLines(string text) =>
        string.Join(" / ", text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).TakeLast(6));

    private static string Quote(string path) => $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}

using Baton.Cloud.StockImages;
using Baton.Rehearsals.Stage;
using Baton.Terminals;

namespace Baton.Bench;

/// <summary>Folders and clouds of their own for each measurement, taken away afterwards.</summary>
internal sealed class BenchStage(ITerminal terminal)
{
    private readonly string _root = Path.Combine(Path.GetTempPath(), "baton-bench");
    private int _number;

    public ITerminal Terminal => terminal;

    /// <summary>The program that ./baton runs, which is built before the bench.</summary>
    public IReadOnlyList<string> Program { get; } = [Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../Baton/release/baton"))];

    private static string Cache => Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
        ? Path.Combine(cache, "baton")
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "baton");

    public RehearsalFolder NewFolder()
    {
        var folder = new RehearsalFolder(Path.Combine(_root, $"{Environment.ProcessId}-{++_number}"));
        folder.Create();
        return folder;
    }

    public BatonCommand NewBaton(RehearsalFolder folder) => new(folder, terminal, Program);

    public Task PrepareAsync(RehearsalFolder folder, int times, CancellationToken cancellationToken)
    {
        var stock = StockImages().All[0].ImageId;
        return new PreparedCloud(Path.Combine(Cache, "rehearsals"), DataSize.Times(times), terminal, TimeProvider.System, Program).CopyToAsync(folder, stock, withPackages: false, cancellationToken);
    }

    public static DebianStockImages StockImages() => new(new() { CacheDirectory = Cache });

    public static void Remove(RehearsalFolder folder) => Directory.Delete(folder.Root, recursive: true);
}

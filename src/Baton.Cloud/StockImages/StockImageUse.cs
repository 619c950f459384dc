namespace Baton.Cloud.StockImages;

/// <summary>
/// Which images of the cache are in use: a cloud starts machines with the kernel and the initrd in the folder for as long as it runs, and holds a shared lock there,
/// which ends with its process. Disks need none: volumes have names of their own for them. What no cloud holds and none has used for a while is superseded.
/// </summary>
internal sealed class StockImageUse
{
    public const string Prefix = "debian-12-";

    // Two checkouts with recipes of their own may take turns; neither should have to build again each time.
    private static readonly TimeSpan s_grace = TimeSpan.FromDays(7);

    private readonly Dictionary<string, FileStream> _held = [];

    /// <summary>False when the image is not there, or is just being removed.</summary>
    public bool TryHold(string folder)
    {
        if (_held.ContainsKey(folder))
        {
            return true;
        }

        try
        {
            var path = LockOf(folder);
            _held[folder] = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read);
            File.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    public static void Prune(string cacheDirectory, DateTimeOffset now)
    {
        foreach (var folder in Directory.EnumerateDirectories(cacheDirectory, Prefix + "*").Where(folder => now - LastUsed(folder) > s_grace).ToList())
        {
            try
            {
                using var alone = new FileStream(LockOf(folder), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                // Under its own name it is whole or not there; a name like a build's is cleared by the next build, should this one be killed.
                var away = Path.Combine(cacheDirectory, $".build-{Path.GetRandomFileName()}");
                Directory.Move(folder, away);
                Directory.Delete(away, recursive: true);
            }
            catch (IOException)
            {
                // A cloud uses it, or another one is removing it.
            }
        }
    }

    private static string LockOf(string folder) => Path.Combine(folder, ".in-use");

    private static DateTimeOffset LastUsed(string folder) =>
        new(File.Exists(LockOf(folder)) ? File.GetLastWriteTimeUtc(LockOf(folder)) : Directory.GetLastWriteTimeUtc(folder));
}

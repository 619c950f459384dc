using Baton.Cloud.StockImages;

namespace Baton.Tests.Cloud.StockImages;

public sealed class StockImageUseTests : IDisposable
{
    private static readonly DateTimeOffset s_now = TimeProvider.System.GetUtcNow();
    private readonly DirectoryInfo _cache = Directory.CreateTempSubdirectory("baton-stock-");

    public void Dispose() => _cache.Delete(recursive: true);

    [Fact]
    public void An_image_that_nothing_has_used_for_weeks_is_removed()
    {
        var folder = Image("old");

        StockImageUse.Prune(_cache.FullName, s_now + TimeSpan.FromDays(30));

        Assert.False(Directory.Exists(folder));
        Assert.Empty(_cache.EnumerateFileSystemInfos());
    }

    [Fact]
    public void An_image_that_a_cloud_holds_is_kept_however_old_it_is()
    {
        var folder = Image("held");
        var use = new StockImageUse();
        Assert.True(use.TryHold(folder));

        StockImageUse.Prune(_cache.FullName, s_now + TimeSpan.FromDays(30));

        Assert.True(File.Exists(Path.Combine(folder, "vmlinuz")));
        Assert.True(new StockImageUse().TryHold(folder));
    }

    [Fact]
    public void An_image_that_was_used_lately_is_kept_and_so_is_all_that_is_no_image()
    {
        var folder = Image("recent");
        var other = _cache.CreateSubdirectory("rehearsals");

        StockImageUse.Prune(_cache.FullName, s_now + TimeSpan.FromDays(3));
        Assert.True(Directory.Exists(folder));

        StockImageUse.Prune(_cache.FullName, s_now + TimeSpan.FromDays(30));
        Assert.True(other.Exists);
    }

    [Fact]
    public void An_image_that_is_not_there_cannot_be_held() =>
        Assert.False(new StockImageUse().TryHold(Path.Combine(_cache.FullName, "debian-12-none")));

    private string Image(string name)
    {
        var folder = _cache.CreateSubdirectory("debian-12-" + name);
        File.WriteAllText(Path.Combine(folder.FullName, "vmlinuz"), "");
        return folder.FullName;
    }
}

namespace Baton.Tests.Cloud.S3;

public sealed class ListingTests
{
    private static readonly string[] s_keys = ["a.txt", "photos/1/a", "photos/1/b", "photos/2/a", "photos/z", "z", "\uFFFD", "😀"];

    [Fact]
    public async Task Keys_come_in_the_order_of_their_bytes()
    {
        await using var room = await FilledAsync();

        Assert.Equal(s_keys, (await room.SendAsync("GET", "?list-type=2")).Values("Key"));
        Assert.Equal(s_keys, (await room.SendAsync("GET", "")).Values("Key"));
        Assert.Equal(s_keys, (await room.SendAsync("GET", "?versions")).Values("Key"));
    }

    [Fact]
    public async Task A_delimiter_makes_folders()
    {
        await using var room = await FilledAsync();

        var top = await room.SendAsync("GET", "?list-type=2&delimiter=/");
        var inner = await room.SendAsync("GET", "?list-type=2&delimiter=/&prefix=photos/");

        Assert.Equal(["a.txt", "z", "\uFFFD", "😀"], top.Values("Key"));
        Assert.Equal(["photos/"], Prefixes(top));
        Assert.Equal("5", top.Value("KeyCount"));
        Assert.Equal(["photos/z"], inner.Values("Key"));
        Assert.Equal(["photos/1/", "photos/2/"], Prefixes(inner));
    }

    [Theory]
    [InlineData("?list-type=2", 1)]
    [InlineData("?list-type=2", 3)]
    [InlineData("?list-type=2&delimiter=/", 1)]
    [InlineData("?list-type=2&delimiter=/&prefix=photos/", 1)]
    [InlineData("?delimiter=/", 1)]
    [InlineData("?delimiter=/&prefix=photos/", 2)]
    [InlineData("?prefix=photos", 2)]
    [InlineData("?versions&delimiter=/", 1)]
    public async Task Pages_together_are_the_whole(string query, int size)
    {
        await using var room = await FilledAsync();
        var whole = All(await room.SendAsync("GET", query));
        var pages = new List<string>();

        for (string? next = ""; next is not null;)
        {
            var page = (await room.SendAsync("GET", $"{query}&max-keys={size}{next}")).Succeeded();
            var items = All(page);
            Assert.InRange(items.Count, 1, size);
            pages.AddRange(items);
            next = page.Value("IsTruncated") == "false" ? null : Next(page);
        }

        Assert.Equal(whole.Order(StringComparer.Ordinal), pages.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_listing_starts_after_a_key()
    {
        await using var room = await FilledAsync();

        Assert.Equal(["photos/z", "z"], (await room.SendAsync("GET", "?list-type=2&start-after=photos/2/a&max-keys=2")).Values("Key"));
        Assert.Equal(["photos/"], Prefixes(await room.SendAsync("GET", "?list-type=2&start-after=photos/1/b&delimiter=/")));
        Assert.Empty((await room.SendAsync("GET", "?list-type=2&max-keys=0")).Values("Key"));
    }

    [Theory]
    [InlineData("?list-type=3", "InvalidArgument")]
    [InlineData("?list-type=2&max-keys=-1", "InvalidArgument")]
    [InlineData("?list-type=2&continuation-token=%25", "InvalidArgument")]
    [InlineData("?encoding-type=base64", "InvalidArgument")]
    public async Task What_cannot_be_listed_is_refused(string query, string code)
    {
        await using var room = await FilledAsync();

        Assert.Equal(code, (await room.SendAsync("GET", query)).Code);
    }

    private static async Task<S3Room> FilledAsync()
    {
        var room = await S3Room.OpenAsync();
        foreach (var key in s_keys.Reverse())
        {
            await room.PutAsync(string.Join('/', key.Split('/').Select(Uri.EscapeDataString)), "x");
        }

        return room;
    }

    private static List<string> All(S3Client.S3Answer page) => [.. page.Values("Key"), .. Prefixes(page)];

    private static IEnumerable<string> Prefixes(S3Client.S3Answer page) => page.Xml.Elements().Where(one => one.Name.LocalName == "CommonPrefixes").Select(one => one.Value);

    private static string Next(S3Client.S3Answer page)
    {
        foreach (var (element, parameter) in new[] { ("NextContinuationToken", "continuation-token"), ("NextMarker", "marker"), ("NextKeyMarker", "key-marker") })
        {
            if (page.Values(element).FirstOrDefault() is { } value)
            {
                return $"&{parameter}={Uri.EscapeDataString(value)}";
            }
        }

        return $"&marker={Uri.EscapeDataString(page.Values("Key").Last())}";
    }
}

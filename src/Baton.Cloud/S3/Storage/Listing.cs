namespace Baton.Cloud.S3.Storage;

/// <summary>What of a bucket is asked for.</summary>
/// <param name="After">Only what comes after it: a key, or all keys with a prefix when it ends with <see cref="Utf8Order.Last"/>.</param>
internal sealed record Listing(string Prefix, string? Delimiter, string? After, int Most)
{
    private static readonly string Bound = Utf8Order.Last + Utf8Order.Last;

    public static Page<T> Of<T>(SortedSet<string> keys, Listing asked, Func<string, T> find)
    {
        var page = new Page<T>();
        var from = asked.After is { } after && Utf8Order.Instance.Compare(after, asked.Prefix) >= 0 ? after : asked.Prefix;
        var exclusive = asked.After;
        while (Next(keys, from, exclusive) is { } key && key.StartsWith(asked.Prefix, StringComparison.Ordinal))
        {
            if (page.Count == asked.Most)
            {
                page.IsTruncated = page.Count > 0;
                return page;
            }

            var common = CommonPrefix(key, asked);
            if (common is null)
            {
                page.Items.Add(find(key));
                (page.Next, page.Last, from, exclusive) = (key, key, key, key);
            }
            else
            {
                page.CommonPrefixes.Add(common);
                from = exclusive = common + Utf8Order.Last;
                (page.Next, page.Last) = (from, common);
            }
        }

        return page;
    }

    private static string? CommonPrefix(string key, Listing asked)
    {
        if (asked.Delimiter is null)
        {
            return null;
        }

        var end = key.IndexOf(asked.Delimiter, asked.Prefix.Length, StringComparison.Ordinal);
        return end < 0 ? null : key[..(end + asked.Delimiter.Length)];
    }

    private static string? Next(SortedSet<string> keys, string from, string? exclusive) =>
        Utf8Order.Instance.Compare(from, Bound) > 0 ? null : keys.GetViewBetween(from, Bound).FirstOrDefault(key => key != exclusive);

    /// <summary>A page of an answer.</summary>
    internal sealed class Page<T>
    {
        public List<T> Items { get; } = [];

        public List<string> CommonPrefixes { get; } = [];

        public int Count => Items.Count + CommonPrefixes.Count;

        public bool IsTruncated { get; set; }

        /// <summary>What the next page comes after.</summary>
        public string? Next { get; set; }

        /// <summary>The last key or common prefix that is in this page.</summary>
        public string? Last { get; set; }
    }
}

namespace Baton.Cloud.S3.Storage;

/// <summary>The order in which S3 lists keys: that of their UTF-8 bytes, which is not that of .NET's characters where surrogates are among them.</summary>
internal sealed class Utf8Order : IComparer<string>
{
    public static Utf8Order Instance { get; } = new();

    /// <summary>Comes after every key that begins with whatever it is put behind: longer than a key may be, of the last character there is.</summary>
    public static string Last { get; } = string.Concat(Enumerable.Repeat("\U0010FFFF", 257));

    public int Compare(string? x, string? y)
    {
        var common = x.AsSpan().CommonPrefixLength(y);
        if (common == x!.Length || common == y!.Length)
        {
            return x.Length.CompareTo(y!.Length);
        }

        return Rank(x[common]).CompareTo(Rank(y[common]));
    }

    // Surrogates stand for characters beyond U+FFFF and so come last.
    private static int Rank(char character) => char.IsSurrogate(character) ? character + 0x10000 : character;
}

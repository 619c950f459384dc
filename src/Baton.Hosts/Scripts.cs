namespace Baton.Hosts;

/// <summary>The embedded shell scripts: Scripts/NAME.sh.</summary>
public static class Scripts
{
    public static string Read(string name) => ReadFile(name + ".sh");

    /// <summary>A program that is no shell script, by its whole name.</summary>
    public static string ReadFile(string file)
    {
        using var stream = typeof(Scripts).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"There is no script '{file}'.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    public static IReadOnlyList<string> Names =>
        [.. typeof(Scripts).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sh", StringComparison.Ordinal)).Select(name => name[..^3]).Order(StringComparer.Ordinal)];
}

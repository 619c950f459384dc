using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Baton.Cloud.StockImages;

/// <summary>The files that the image is made by. They lie in the assembly; their hash names the image.</summary>
internal sealed class StockImageRecipe
{
    private const string Prefix = "stock-image/";

    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    private readonly IReadOnlyList<string> _morePackages;

    public StockImageRecipe(IReadOnlyList<string> sources, IReadOnlyList<string> morePackages)
    {
        Sources = sources;
        _morePackages = morePackages;
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var content = new MemoryStream();
            stream.CopyTo(content);
            _files[name[Prefix.Length..]] = content.ToArray();
        }

        Hash = ComputeHash();
    }

    public IReadOnlyList<string> Sources { get; }

    /// <summary>17 hexadecimal digits, as many as ids of EC2 have.</summary>
    public string Hash { get; }

    public IReadOnlyList<string> Packages =>
        [.. Encoding.UTF8.GetString(_files["packages"]).Split('\n').Where(line => line.Length > 0 && line[0] != '#'), .. _morePackages];

    public void WriteTo(string folder)
    {
        foreach (var (name, content) in _files)
        {
            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, content);
            if (name.EndsWith(".sh", StringComparison.Ordinal))
            {
                File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
            }
        }
    }

    private string ComputeHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, content) in _files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}\0{content.Length}\0"));
            hash.AppendData(content);
        }

        hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\n', Sources)));
        foreach (var package in _morePackages)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"\0{package}"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..17];
    }
}

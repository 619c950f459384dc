using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;

namespace Baton.Rehearsals.Stage;

/// <summary>SmallPayroll, which is carried in the program so that a rehearsal works wherever the program was put.</summary>
internal static class SampleFiles
{
    private const string Prefix = "SmallPayroll/";

    /// <summary>Changes whenever a file of the sample does.</summary>
    public static string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, content) in Files())
        {
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            hash.AppendData(SHA256.HashData(content));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }

    /// <summary>A tar of the folder.</summary>
    public static byte[] Tar()
    {
        using var stream = new MemoryStream();
        using (var writer = new TarWriter(stream, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach (var (name, content) in Files())
            {
                using var data = new MemoryStream(content);
                writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name)
                {
                    DataStream = data,
                    Mode = name.EndsWith(".sh", StringComparison.Ordinal) ? (UnixFileMode)0b111_101_101 : (UnixFileMode)0b110_100_100,
                });
            }
        }

        return stream.ToArray();
    }

    private static IEnumerable<(string Name, byte[] Content)> Files()
    {
        var assembly = typeof(SampleFiles).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(static name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var content = new MemoryStream();
            stream.CopyTo(content);
            yield return (name.Replace('\\', '/'), content.ToArray());
        }
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Baton.Cloud.Ebs;

/// <summary>
/// Snapshots that clients write block by block: a sparse file for the bytes, and beside it a line for each block with its checksum. Both outlive the cloud, so that a
/// client goes on where it was.
/// </summary>
internal sealed class SnapshotDrafts(string directory)
{
    public void Start(string snapshotId, int sizeGiB)
    {
        Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        using var bytes = new FileStream(BytesOf(snapshotId), FileMode.CreateNew, FileAccess.Write);
        bytes.SetLength((long)sizeGiB << 30);
        File.WriteAllText(LinesOf(snapshotId), "");
    }

    public void Put(string snapshotId, int index, ReadOnlySpan<byte> block, string checksum)
    {
        Write(snapshotId, (long)index * SnapshotBlocks.BlockSize, block);

        // "17 <checksum>"; the last line of a block counts.
        File.AppendAllText(LinesOf(snapshotId), string.Create(CultureInfo.InvariantCulture, $"{index} {checksum}\n"));
    }

    /// <summary>Bytes that come from the parent and not from the client.</summary>
    public void Write(string snapshotId, long offset, ReadOnlySpan<byte> bytes)
    {
        using var handle = File.OpenHandle(BytesOf(snapshotId), FileMode.Open, FileAccess.Write);
        RandomAccess.Write(handle, bytes, offset);
    }

    /// <summary>The blocks that a client has put, and their checksums.</summary>
    public SortedDictionary<int, string> Blocks(string snapshotId)
    {
        var blocks = new SortedDictionary<int, string>();
        foreach (var line in File.ReadLines(LinesOf(snapshotId)))
        {
            var parts = line.Split(' ');
            if (parts.Length == 2)
            {
                blocks[int.Parse(parts[0], CultureInfo.InvariantCulture)] = parts[1];
            }
        }

        return blocks;
    }

    /// <summary>AWS's LINEAR aggregation: the checksum of all checksums in the order of their blocks.</summary>
    public static string Aggregate(IEnumerable<string> checksums) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(checksums))));

    /// <summary>The file with all bytes, on the disk and never written again.</summary>
    public string Finish(string snapshotId)
    {
        var path = BytesOf(snapshotId);
        using (var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Write))
        {
            RandomAccess.FlushToDisk(handle);
        }

        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        return path;
    }

    public void Delete(string snapshotId)
    {
        foreach (var path in (string[])[BytesOf(snapshotId), LinesOf(snapshotId)])
        {
            if (File.Exists(path))
            {
                File.Delete(path);
            }
        }
    }

    private string BytesOf(string snapshotId) => Path.Combine(directory, $"{snapshotId}.raw");

    private string LinesOf(string snapshotId) => Path.Combine(directory, $"{snapshotId}.blocks");
}

using System.Security.Cryptography;
using Baton.Cloud.S3.Checksums;
using Baton.Cloud.Storage;

namespace Baton.Cloud.S3.Storage;

/// <summary>The bytes of all objects: files that are written once, under a temporary name, and given their own only when they are whole and on the disk.</summary>
internal sealed class BlobFiles
{
    private readonly string _incoming;
    private readonly string _blobs;

    public BlobFiles(string directory)
    {
        (_incoming, _blobs) = (Path.Combine(directory, "incoming"), Path.Combine(directory, "blobs"));
        if (Directory.Exists(_incoming))
        {
            // What was on its way when the last cloud ended; nobody was told that it had come.
            Directory.Delete(_incoming, recursive: true);
        }

        Directory.CreateDirectory(_incoming);
        for (var folder = 0; folder < 256; folder++)
        {
            Directory.CreateDirectory(Path.Combine(_blobs, folder.ToString("x2", null)));
        }
    }

    public string PathOf(string name) => Path.Combine(_blobs, name[..2], name);

    public BlobDraft Draft(long size)
    {
        var name = NewName();
        return new(Path.Combine(_incoming, name), PathOf(name), name, size);
    }

    /// <summary>A name for a file that others write, and that <see cref="AdoptAsync"/> or nobody takes.</summary>
    public string NewFile() => Path.Combine(_incoming, NewName());

    /// <summary>Makes a blob of a file from <see cref="NewFile"/>.</summary>
    public async Task<BlobRecord> AdoptAsync(string path, ChecksumAlgorithm algorithm, CancellationToken cancellationToken)
    {
        using var digest = new RunningDigest(algorithm);
        await using (var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite))
        {
            var buffer = new byte[256 << 10];
            for (var count = await file.ReadAsync(buffer, cancellationToken); count > 0; count = await file.ReadAsync(buffer, cancellationToken))
            {
                digest.Append(buffer.AsSpan(0, count));
            }

            file.Flush(flushToDisk: true);
        }

        var found = digest.Finish();
        File.Move(path, PathOf(Path.GetFileName(path)));
        return new() { Name = Path.GetFileName(path), Size = found.Length, ETag = found.Md5, Checksum = found.Checksum.Value };
    }

    /// <summary>The same bytes for a second object: another name for the file. Null when it has gone meanwhile, or the file system has no names left for it.</summary>
    public BlobRecord? TryDuplicate(BlobRecord blob)
    {
        var name = NewName();
        return NativeFiles.TryLink(PathOf(blob.Name), PathOf(name)) ? blob with { Name = name } : null;
    }

    public void Delete(IEnumerable<BlobRecord> blobs)
    {
        foreach (var blob in blobs)
        {
            // Whoever reads it has it open, and reads it to its end.
            File.Delete(PathOf(blob.Name));
        }
    }

    /// <summary>Deletes what no object holds: a crash came between the file and the record.</summary>
    public void Sweep(IReadOnlySet<string> held)
    {
        foreach (var path in Directory.EnumerateFiles(_blobs, "*", SearchOption.AllDirectories).Where(path => !held.Contains(Path.GetFileName(path))))
        {
            File.Delete(path);
        }
    }

    private static string NewName() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}

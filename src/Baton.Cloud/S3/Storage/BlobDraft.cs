using Microsoft.Win32.SafeHandles;
using Baton.Cloud.S3.Checksums;

namespace Baton.Cloud.S3.Storage;

/// <summary>A blob that is being written. Gone when it is disposed, unless it was kept.</summary>
internal sealed class BlobDraft : IDisposable
{
    private readonly string _path;
    private readonly string _final;
    private readonly string _name;
    private readonly SafeFileHandle _handle;
    private long _length;

    public BlobDraft(string path, string final, string name, long size)
    {
        (_path, _final, _name) = (path, final, name);
        // With its size said before, a disk that is too full is found now and not after an hour.
        _handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, FileOptions.None, size);
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        // Into the page cache: to wait for a thread would take longer.
        RandomAccess.Write(_handle, bytes.Span, _length);
        _length += bytes.Length;
        return ValueTask.CompletedTask;
    }

    public BlobRecord Keep(Digest digest)
    {
        RandomAccess.FlushToDisk(_handle);
        File.Move(_path, _final);
        return new() { Name = _name, Size = digest.Length, ETag = digest.Md5, Checksum = digest.Checksum.Value };
    }

    public void Dispose()
    {
        _handle.Dispose();
        File.Delete(_path);
    }
}

using System.Buffers;
using Baton.Cloud.S3.Storage;
using Microsoft.Win32.SafeHandles;

namespace Baton.Cloud.S3.Objects;

/// <summary>The bytes of an object, held open: whoever replaces or deletes it meanwhile does not disturb the reader.</summary>
internal sealed class ObjectBytes : IDisposable
{
    private const int BufferSize = 256 << 10;

    private readonly List<(SafeFileHandle Handle, long From, long Size)> _pieces = [];

    private ObjectBytes(ObjectRecord record) => Record = record;

    public ObjectRecord Record { get; }

    /// <summary>Opens what is there now under the key.</summary>
    public static ObjectBytes Open(ObjectStore store, BucketContents bucket, string key)
    {
        while (true)
        {
            var bytes = new ObjectBytes(bucket.Find(key) ?? throw S3Errors.NoSuchKey());
            try
            {
                bytes.OpenFiles(store);
                return bytes;
            }
            catch (FileNotFoundException)
            {
                // Replaced or deleted between the look-up and now.
                bytes.Dispose();
            }
        }
    }

    public int Read(Span<byte> buffer, long at)
    {
        var (handle, from, size) = _pieces.First(piece => at >= piece.From && at < piece.From + piece.Size);
        return RandomAccess.Read(handle, buffer[..(int)Math.Min(buffer.Length, from + size - at)], at - from);
    }

    public async Task CopyToAsync(Stream target, ByteRange range, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            for (var at = range.First; at < range.First + range.Length;)
            {
                var count = Read(buffer.AsSpan(0, (int)Math.Min(BufferSize, range.First + range.Length - at)), at);
                await target.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
                at += count;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public void Dispose() => _pieces.ForEach(piece => piece.Handle.Dispose());

    private void OpenFiles(ObjectStore store)
    {
        var from = 0L;
        foreach (var blob in Record.Blobs)
        {
            _pieces.Add((File.OpenHandle(store.Files.PathOf(blob.Name), share: FileShare.ReadWrite | FileShare.Delete), from, blob.Size));
            from += blob.Size;
        }
    }
}

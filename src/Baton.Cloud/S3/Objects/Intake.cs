using System.Buffers;
using Baton.Cloud.S3.Checksums;
using Baton.Cloud.S3.Storage;

namespace Baton.Cloud.S3.Objects;

/// <summary>Makes blobs of what comes over the wire, and of what is there already.</summary>
internal sealed class Intake(ObjectStore store)
{
    /// <summary>What one request may bring, and one copy may take.</summary>
    public const long Largest = 5L << 30;

    private const int BufferSize = 256 << 10;

    public async Task<(BlobRecord Blob, Checksum Checksum)> ReceiveAsync(Payload payload, ChecksumAlgorithm algorithm)
    {
        if (payload.Length > Largest)
        {
            throw S3Errors.EntityTooLarge();
        }

        using var draft = store.Files.Draft(payload.Length);
        var digest = await payload.ReadAsync(algorithm, draft.WriteAsync);
        return (draft.Keep(digest), digest.Checksum);
    }

    /// <summary>The bytes of an object, or some of them, as one new blob.</summary>
    public async Task<(BlobRecord Blob, Checksum Checksum)> CopyAsync(ObjectBytes source, ByteRange range, ChecksumAlgorithm algorithm, CancellationToken cancellationToken)
    {
        using var draft = store.Files.Draft(range.Length);
        using var running = new RunningDigest(algorithm);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            for (var at = range.First; at < range.First + range.Length;)
            {
                var count = source.Read(buffer.AsSpan(0, (int)Math.Min(BufferSize, range.First + range.Length - at)), at);
                running.Append(buffer.AsSpan(0, count));
                await draft.WriteAsync(buffer.AsMemory(0, count));
                at += count;
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        var digest = running.Finish();
        return (draft.Keep(digest), digest.Checksum);
    }
}

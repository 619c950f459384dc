using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Baton.Aws.Wire;

namespace Baton.Cloud.S3.Signing;

/// <summary>
/// The content of an aws-chunked body, each chunk checked against its signature when it has passed, and the trailers behind it.
/// https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
/// </summary>
internal sealed class ChunkedBody(PipeReader body, ChunkSigner? signer)
{
    private const int LongestLine = 8 << 10;
    private const int SmallestChunk = 8 << 10;

    private readonly IncrementalHash _chunk = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private string? _claimed;
    private long _left;
    private long _size = long.MaxValue;
    private bool _ended;

    /// <summary>Names in lower case.</summary>
    public Dictionary<string, string> Trailers { get; } = [];

    /// <summary>Zero at the end, when the trailers have been read too.</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (_left == 0)
        {
            if (_ended)
            {
                return 0;
            }

            await NextAsync(cancellationToken);
        }

        var read = await body.ReadAsync(cancellationToken);
        var piece = read.Buffer.Slice(0, Math.Min(read.Buffer.Length, Math.Min(_left, buffer.Length)));
        if (piece.IsEmpty)
        {
            throw S3Errors.IncompleteBody();
        }

        var count = (int)piece.Length;
        piece.CopyTo(buffer.Span);
        body.AdvanceTo(piece.End);
        _left -= count;
        if (signer is not null)
        {
            _chunk.AppendData(buffer.Span[..count]);
        }

        if (_left == 0)
        {
            await EndChunkAsync(cancellationToken);
        }

        return count;
    }

    private async Task NextAsync(CancellationToken cancellationToken)
    {
        // 10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648
        var head = (await LineAsync(cancellationToken) ?? throw S3Errors.IncompleteBody()).Split(';');
        if (!long.TryParse(head[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size) || size < 0)
        {
            throw S3Errors.InvalidRequest($"The size of a chunk, '{head[0]}', is no hexadecimal number.");
        }

        if (signer is not null && size > 0 && _size < SmallestChunk)
        {
            throw new AwsException("InvalidChunkSizeError", "Only the last chunk is allowed to have a size less than 8192 bytes", HttpStatusCode.Forbidden);
        }

        _claimed = head.Skip(1).FirstOrDefault(part => part.StartsWith("chunk-signature=", StringComparison.Ordinal))?["chunk-signature=".Length..];
        (_left, _size) = (size, size);
        if (size == 0)
        {
            CheckChunk();
            await TrailersAsync(cancellationToken);
            _ended = true;
        }
    }

    private async Task EndChunkAsync(CancellationToken cancellationToken)
    {
        CheckChunk();
        if (await LineAsync(cancellationToken) is not "")
        {
            throw S3Errors.IncompleteBody();
        }
    }

    private void CheckChunk() => signer?.CheckChunk(_chunk.GetHashAndReset(), _claimed);

    private async Task TrailersAsync(CancellationToken cancellationToken)
    {
        var signed = new StringBuilder();
        string? signature = null;
        while (await LineAsync(cancellationToken) is { } line)
        {
            var colon = line.IndexOf(':');
            if (colon < 0)
            {
                continue;
            }

            var (name, value) = (line[..colon].Trim().ToLowerInvariant(), line[(colon + 1)..].Trim());
            if (name == "x-amz-trailer-signature")
            {
                signature = value;
                continue;
            }

            Trailers[name] = value;
            signed.Append(name).Append(':').Append(value).Append('\n');
        }

        if (signer?.HasTrailer == true)
        {
            signer.CheckTrailer(SHA256.HashData(Encoding.UTF8.GetBytes(signed.ToString())), signature);
        }
    }

    /// <summary>Without its end; null when nothing comes any more.</summary>
    private async Task<string?> LineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await body.ReadAsync(cancellationToken);
            if (read.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = Encoding.UTF8.GetString(read.Buffer.Slice(0, end)).TrimEnd('\r');
                body.AdvanceTo(read.Buffer.GetPosition(1, end));
                return line;
            }

            if (read.Buffer.Length > LongestLine)
            {
                throw S3Errors.InvalidRequest("A line between the chunks of the body is longer than it may be.");
            }

            if (read.IsCompleted)
            {
                var rest = Encoding.UTF8.GetString(read.Buffer);
                body.AdvanceTo(read.Buffer.End);
                return rest.Length == 0 ? null : rest;
            }

            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}

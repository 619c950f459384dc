using System.Buffers;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Baton.Aws.Wire;
using Baton.Cloud.S3.Checksums;
using Baton.Cloud.S3.Signing;

namespace Baton.Cloud.S3;

/// <summary>The body of a request: decoded and counted while it passes, and held against everything that the client said of it when it has passed.</summary>
internal sealed class Payload
{
    private const int BufferSize = 256 << 10;
    private const string Streaming = "STREAMING-";

    private readonly S3Request _request;
    private readonly ChunkedBody? _chunked;
    private readonly string? _trailer;
    private readonly string? _declared;

    private Payload(S3Request request)
    {
        _request = request;
        var said = request.Caller.Payload;
        _chunked = said.StartsWith(Streaming, StringComparison.Ordinal) ? Chunked(request, said) : null;
        Length = _chunked is null
            ? request.Http.Request.ContentLength ?? throw MissingLength("Content-Length")
            : long.TryParse(request.Header("x-amz-decoded-content-length"), NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : throw MissingLength("x-amz-decoded-content-length");
        _trailer = request.Header("x-amz-trailer")?.Trim().ToLowerInvariant();
        var declared = ChecksumNames.All.Where(algorithm => request.Header(algorithm.Header) is not null).ToList();
        if (declared.Count + (_trailer is null ? 0 : 1) > 1)
        {
            throw S3Errors.InvalidRequest("Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
        }

        Declared = declared.Count == 1 ? declared[0] : _trailer is null ? null : OfTrailer(_trailer);
        _declared = declared.Count == 1 ? Value(declared[0], request.Header(declared[0].Header)) : null;
    }

    /// <summary>Of the content, without what aws-chunked adds.</summary>
    public long Length { get; }

    /// <summary>The algorithm of the checksum that the client sends, in a header or behind the body.</summary>
    public ChecksumAlgorithm? Declared { get; }

    /// <summary>True when something was said that would show a change on the way.</summary>
    public bool IsGuarded => Declared is not null || _request.Header("content-md5") is not null;

    public static Payload Of(S3Request request) => new(request);

    /// <summary>Gives the content to <paramref name="sink"/>; returns only when all of it came and is what was promised.</summary>
    public async Task<Digest> ReadAsync(ChecksumAlgorithm algorithm, Func<ReadOnlyMemory<byte>, ValueTask> sink)
    {
        using var digest = new RunningDigest(algorithm);
        using var declared = Declared is { } other && other != algorithm ? new RunningChecksum(other) : null;
        using var sha256 = _request.Caller.Payload.Length == 64 ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            for (var count = await FillAsync(buffer); count > 0; count = await FillAsync(buffer))
            {
                digest.Append(buffer.AsSpan(0, count));
                declared?.Append(buffer.AsSpan(0, count));
                sha256?.AppendData(buffer.AsSpan(0, count));
                await sink(buffer.AsMemory(0, count));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        var found = digest.Finish();
        Check(found, declared?.Finish() ?? found.Checksum, sha256?.GetHashAndReset());
        return found;
    }

    /// <summary>The whole body, where it is a document.</summary>
    public async Task<byte[]> ReadAllAsync(int limit)
    {
        if (Length > limit)
        {
            throw S3Errors.MalformedXml();
        }

        using var all = new MemoryStream();
        await ReadAsync(Declared ?? ChecksumAlgorithm.Crc32, bytes =>
        {
            all.Write(bytes.Span);
            return ValueTask.CompletedTask;
        });
        return all.ToArray();
    }

    private static ChunkedBody Chunked(S3Request request, string said)
    {
        var signer = said switch
        {
            "STREAMING-UNSIGNED-PAYLOAD-TRAILER" => null,
            "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" => new ChunkSigner(request.Caller.Seed!, hasTrailer: false),
            "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER" => new ChunkSigner(request.Caller.Seed!, hasTrailer: true),
            _ => throw S3Errors.NotImplemented($"bodies of the kind {said}"),
        };
        return new(request.Http.Request.BodyReader, signer);
    }

    private async ValueTask<int> FillAsync(byte[] buffer)
    {
        try
        {
            return await (_chunked is null
                ? _request.Http.Request.Body.ReadAsync(buffer.AsMemory(0, BufferSize), _request.Cancelled)
                : _chunked.ReadAsync(buffer.AsMemory(0, BufferSize), _request.Cancelled));
        }
        catch (Microsoft.AspNetCore.Http.BadHttpRequestException)
        {
            throw S3Errors.IncompleteBody();
        }
    }

    private void Check(Digest found, Checksum checksum, byte[]? sha256)
    {
        if (found.Length != Length)
        {
            throw S3Errors.IncompleteBody();
        }

        if (sha256 is not null && !string.Equals(Convert.ToHexStringLower(sha256), _request.Caller.Payload, StringComparison.OrdinalIgnoreCase))
        {
            throw new AwsException("XAmzContentSHA256Mismatch", "The provided 'x-amz-content-sha256' header does not match what was computed.");
        }

        if (_request.Header("content-md5") is { } md5 && Md5(md5) != found.Md5)
        {
            throw S3Errors.BadDigest("The Content-MD5 you specified did not match what we received.");
        }

        var value = _trailer is not null && Declared is { } algorithm ? Value(algorithm, _chunked?.Trailers.GetValueOrDefault(_trailer)) : _declared;
        if (value is not null && value != checksum.Value)
        {
            throw S3Errors.BadDigest($"The {checksum.Algorithm.Name} you specified did not match the calculated checksum.");
        }
    }

    private static string Md5(string header)
    {
        Span<byte> bytes = stackalloc byte[24];
        return Convert.TryFromBase64String(header, bytes, out var count) && count == 16
            ? Convert.ToHexStringLower(bytes[..16])
            : throw new AwsException("InvalidDigest", "The Content-MD5 you specified was invalid.");
    }

    private static ChecksumAlgorithm OfTrailer(string trailer) =>
        ChecksumNames.OfHeader(trailer) ?? throw S3Errors.InvalidRequest("The value specified in the x-amz-trailer header is not supported");

    private static string Value(ChecksumAlgorithm algorithm, string? value)
    {
        Span<byte> bytes = stackalloc byte[64];
        return value is not null && value.Length < 64 && Convert.TryFromBase64String(value, bytes, out var count) && count == algorithm.Bytes
            ? value
            : throw S3Errors.InvalidRequest($"Value for {algorithm.Header} header is invalid.");
    }

    private static AwsException MissingLength(string header) => new("MissingContentLength", $"You must provide the {header} HTTP header.", HttpStatusCode.LengthRequired);
}

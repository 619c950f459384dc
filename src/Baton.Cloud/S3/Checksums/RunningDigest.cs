using System.Security.Cryptography;

namespace Baton.Cloud.S3.Checksums;

/// <summary>Everything that is counted over an object's bytes while they pass: MD5 for the ETag, and one checksum.</summary>
internal sealed class RunningDigest(ChecksumAlgorithm algorithm) : IDisposable
{
    private readonly IncrementalHash _md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
    private readonly RunningChecksum _checksum = new(algorithm);

    public long Length { get; private set; }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        Length += bytes.Length;
        _md5.AppendData(bytes);
        _checksum.Append(bytes);
    }

    public Digest Finish() => new(Length, Convert.ToHexStringLower(_md5.GetHashAndReset()), _checksum.Finish());

    public void Dispose()
    {
        _md5.Dispose();
        _checksum.Dispose();
    }
}

using System.Security.Cryptography;

namespace Baton.Cloud.S3.Checksums;

/// <summary>A checksum of bytes as they come.</summary>
internal sealed class RunningChecksum(ChecksumAlgorithm algorithm) : IDisposable
{
    private readonly Crc? _crc = CrcOf(algorithm);
    private readonly IncrementalHash? _hash = algorithm switch
    {
        ChecksumAlgorithm.Sha1 => IncrementalHash.CreateHash(HashAlgorithmName.SHA1),
        ChecksumAlgorithm.Sha256 => IncrementalHash.CreateHash(HashAlgorithmName.SHA256),
        _ => null,
    };

    private ulong _sum;

    public ChecksumAlgorithm Algorithm => algorithm;

    public static Crc? CrcOf(ChecksumAlgorithm algorithm) => algorithm switch
    {
        ChecksumAlgorithm.Crc32 => Crc.Crc32,
        ChecksumAlgorithm.Crc32C => Crc.Crc32C,
        ChecksumAlgorithm.Crc64Nvme => Crc.Crc64Nvme,
        _ => null,
    };

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_crc is not null)
        {
            _sum = _crc.Append(_sum, bytes);
        }
        else
        {
            _hash!.AppendData(bytes);
        }
    }

    public Checksum Finish() => new(algorithm, Convert.ToBase64String(_crc?.ToBytes(_sum) ?? _hash!.GetHashAndReset()));

    public void Dispose() => _hash?.Dispose();
}

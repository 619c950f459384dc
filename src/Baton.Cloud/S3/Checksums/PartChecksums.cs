using System.Security.Cryptography;

namespace Baton.Cloud.S3.Checksums;

/// <summary>The checksum of an object that was uploaded in parts, from those of its parts.</summary>
internal static class PartChecksums
{
    /// <summary>The MD5 of the parts' MD5s, with their number behind.</summary>
    public static string ETag(IReadOnlyList<string> ofParts)
    {
        byte[] all = [.. ofParts.SelectMany(Convert.FromHexString)];
#pragma warning disable CA5351 // An ETag is made with it, and protects nothing.
        return $"{Convert.ToHexStringLower(MD5.HashData(all))}-{ofParts.Count}";
#pragma warning restore CA5351
    }

    public static Checksum Join(ChecksumAlgorithm algorithm, bool composite, IReadOnlyList<(string Value, long Size)> parts)
    {
        if (composite)
        {
            using var outer = new RunningChecksum(algorithm);
            foreach (var (value, _) in parts)
            {
                outer.Append(Convert.FromBase64String(value));
            }

            return new(algorithm, $"{outer.Finish().Value}-{parts.Count}") { IsComposite = true };
        }

        var crc = RunningChecksum.CrcOf(algorithm)!;
        var sum = 0UL;
        foreach (var (value, size) in parts)
        {
            sum = crc.Combine(sum, crc.FromBytes(Convert.FromBase64String(value)), size);
        }

        return new(algorithm, Convert.ToBase64String(crc.ToBytes(sum)));
    }
}

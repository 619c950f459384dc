using System.Text;
using Baton.Cloud.S3.Checksums;

namespace Baton.Tests.Cloud.S3;

public sealed class ChecksumTests
{
    // The check values of the catalogue of parametrised CRC algorithms, over "123456789".
    [Theory]
    [InlineData("Crc32", 0xCBF43926)]
    [InlineData("Crc32C", 0xE3069283)]
    [InlineData("Crc64Nvme", 0xAE8B14860A799888)]
    public void A_checksum_is_the_one_that_everybody_else_has(string algorithm, ulong expected) =>
        Assert.Equal(expected, Of(algorithm).Append(0, "123456789"u8));

    [Theory]
    [InlineData("Crc32", 0)]
    [InlineData("Crc32", 1)]
    [InlineData("Crc32C", 1000)]
    [InlineData("Crc64Nvme", 70001)]
    public void The_checksum_of_two_pieces_follows_from_theirs(string algorithm, int second)
    {
        var crc = Of(algorithm);
        var bytes = new byte[500 + second];
        new Random(1).NextBytes(bytes);

        var joined = crc.Combine(crc.Append(0, bytes.AsSpan(0, 500)), crc.Append(0, bytes.AsSpan(500)), second);

        Assert.Equal(crc.Append(0, bytes), joined);
    }

    [Fact]
    public void A_checksum_does_not_depend_on_how_the_bytes_come()
    {
        using var whole = new RunningChecksum(ChecksumAlgorithm.Crc64Nvme);
        using var pieces = new RunningChecksum(ChecksumAlgorithm.Crc64Nvme);
        var bytes = Encoding.UTF8.GetBytes(new string('x', 1000));
        whole.Append(bytes);
        for (var at = 0; at < bytes.Length; at += 7)
        {
            pieces.Append(bytes.AsSpan(at, Math.Min(7, bytes.Length - at)));
        }

        Assert.Equal(whole.Finish(), pieces.Finish());
    }

    private static Crc Of(string algorithm) => RunningChecksum.CrcOf(Enum.Parse<ChecksumAlgorithm>(algorithm))!;
}

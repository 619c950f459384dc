namespace Baton.Cloud.S3.Checksums;

/// <summary>In the order in which S3 documents them.</summary>
internal enum ChecksumAlgorithm
{
    Crc32,
    Crc32C,
    Crc64Nvme,
    Sha1,
    Sha256,
}

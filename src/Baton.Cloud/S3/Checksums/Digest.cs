namespace Baton.Cloud.S3.Checksums;

/// <summary>What is known of bytes that have passed.</summary>
/// <param name="Md5">In hexadecimal, as in an ETag.</param>
internal sealed record Digest(long Length, string Md5, Checksum Checksum);

namespace Baton.Cloud.S3.Checksums;

/// <summary>What the wire calls the algorithms.</summary>
internal static class ChecksumNames
{
    public const string HeaderPrefix = "x-amz-checksum-";

    public static IReadOnlyList<ChecksumAlgorithm> All { get; } = Enum.GetValues<ChecksumAlgorithm>();

    extension(ChecksumAlgorithm algorithm)
    {
        /// <summary>CRC64NVME</summary>
        public string Name => algorithm.ToString().ToUpperInvariant();

        /// <summary>x-amz-checksum-crc64nvme</summary>
        public string Header => HeaderPrefix + algorithm.ToString().ToLowerInvariant();

        /// <summary>ChecksumCRC64NVME</summary>
        public string Element => "Checksum" + algorithm.Name;

        public bool IsCrc => algorithm is ChecksumAlgorithm.Crc32 or ChecksumAlgorithm.Crc32C or ChecksumAlgorithm.Crc64Nvme;

        public int Bytes => algorithm switch
        {
            ChecksumAlgorithm.Crc64Nvme => 8,
            ChecksumAlgorithm.Sha1 => 20,
            ChecksumAlgorithm.Sha256 => 32,
            _ => 4,
        };
    }

    public static ChecksumAlgorithm Parse(string name) =>
        All.Where(algorithm => string.Equals(algorithm.Name, name, StringComparison.OrdinalIgnoreCase)).Select(algorithm => (ChecksumAlgorithm?)algorithm).FirstOrDefault()
        ?? throw S3Errors.InvalidRequest("Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]");

    public static ChecksumAlgorithm? OfHeader(string header) =>
        All.Where(algorithm => algorithm.Header == header).Select(algorithm => (ChecksumAlgorithm?)algorithm).FirstOrDefault();
}

namespace Baton.Cloud.S3.Storage;

internal sealed record PartRecord
{
    public required string UploadId { get; init; }

    public required int Number { get; init; }

    public required DateTimeOffset LastModified { get; init; }

    public required BlobRecord Blob { get; init; }
}

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Baton.Cloud.S3.Checksums;
using Baton.Cloud.S3.Objects;
using Baton.Cloud.S3.Storage;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Images.Stored;

/// <summary>
/// Images as objects in buckets: eight bytes that say what it is, four with the length of the head, the head as JSON, and then the disks, each a qcow2 image that stands
/// alone. AWS's own form of these objects is nobody's business but AWS's; so is this one.
/// </summary>
internal sealed class ImageArchive(CloudContext cloud)
{
    private const ChecksumAlgorithm Algorithm = ChecksumAlgorithm.Crc64Nvme;
    private const int LongestHead = 1 << 20;

    private ObjectStore Objects => cloud.Places.Objects;

    /// <summary>Throws AWS's error when there is no bucket of this name, or not for this account and region.</summary>
    public BucketContents BucketOf(string name)
    {
        var bucket = Objects.Find(name) ?? throw Ec2Errors.InvalidValue($"The specified bucket '{name}' does not exist");
        return bucket.Record.AccountId == cloud.Options.AccountId && bucket.Record.Region == cloud.Options.Region
            ? bucket
            : throw Ec2Errors.InvalidValue($"The bucket '{name}' must belong to the account and be in the region of the image");
    }

    /// <summary>Puts an image in a bucket; tells how far it is in percent.</summary>
    public async Task StoreAsync(ImageRecord image, BucketContents bucket, string key, IReadOnlyDictionary<string, string> tags, Action<int> progress, CancellationToken cancellationToken)
    {
        var devices = image.Devices.Where(device => device.SnapshotId is not null).ToList();
        var (disks, blobs) = (new List<StoredImage.Disk>(), new List<BlobRecord>());
        try
        {
            foreach (var device in devices)
            {
                var path = Objects.Files.NewFile();
                await cloud.Storage.ExportSnapshotAsync(device.SnapshotId!, path, cancellationToken);
                blobs.Add(await Objects.Files.AdoptAsync(path, Algorithm, cancellationToken));
                disks.Add(new(device.SnapshotId!, cloud.State.Snapshots.Find(device.SnapshotId!)?.SizeGiB ?? device.SizeGiB, blobs[^1].Size));
                progress(99 * disks.Count / devices.Count);
            }

            blobs.Insert(0, await HeadAsync(new() { Image = image, Tags = cloud.State.Tags(image.ImageId), Disks = disks }, cancellationToken));
            var record = new ObjectRecord
            {
                Bucket = bucket.Record.Name, Key = key, LastModified = cloud.Now, ETag = PartChecksums.ETag([.. blobs.Select(blob => blob.ETag)]),
                Checksum = PartChecksums.Join(Algorithm, composite: false, [.. blobs.Select(blob => (blob.Checksum, blob.Size))]),
                Blobs = blobs, Traits = new() { Tags = tags }, UploadId = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)),
            };
            Objects.Put(bucket, record, _ => { });
        }
        catch
        {
            Objects.Files.Delete(blobs);
            throw;
        }
    }

    /// <summary>The head of an image in a bucket, or AWS's error.</summary>
    public StoredImage Read(string bucket, string key)
    {
        using var bytes = Open(bucket, key);
        return ReadHead(bytes).Head;
    }

    /// <summary>Makes snapshots of the disks: the new id of each is that at the same place in <paramref name="snapshotIds"/>.</summary>
    public async Task RestoreAsync(string bucket, string key, IReadOnlyList<string> snapshotIds, CancellationToken cancellationToken)
    {
        using var bytes = Open(bucket, key);
        var (head, at) = ReadHead(bytes);
        foreach (var (disk, snapshotId) in head.Disks.Zip(snapshotIds))
        {
            var path = Objects.Files.NewFile();
            try
            {
                await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write))
                {
                    await bytes.CopyToAsync(file, new(at, disk.Bytes), cancellationToken);
                }

                await cloud.Storage.RestoreSnapshotAsync(snapshotId, path, cancellationToken);
            }
            finally
            {
                File.Delete(path);
            }

            at += disk.Bytes;
        }
    }

    private ObjectBytes Open(string bucket, string key)
    {
        var contents = BucketOf(bucket);
        return contents.Find(key) is null ? throw Ec2Errors.InvalidValue($"The object '{key}' does not exist in the bucket '{bucket}'") : ObjectBytes.Open(Objects, contents, key);
    }

    private async Task<BlobRecord> HeadAsync(StoredImage head, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(head, StoredImageJson.Default.StoredImage);
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, json.Length);
        var path = Objects.Files.NewFile();
        await File.WriteAllBytesAsync(path, [.. Magic, .. length, .. json], cancellationToken);
        return await Objects.Files.AdoptAsync(path, Algorithm, cancellationToken);
    }

    private static byte[] Magic => "BATONAMI"u8.ToArray();

    /// <summary>The head, and where the first disk begins.</summary>
    private static (StoredImage Head, long At) ReadHead(ObjectBytes bytes)
    {
        var fixedPart = Bytes(bytes, 0, Magic.Length + 4);
        var length = fixedPart.Length == Magic.Length + 4 && fixedPart.AsSpan().StartsWith(Magic) ? BinaryPrimitives.ReadInt32BigEndian(fixedPart.AsSpan(Magic.Length)) : 0;
        if (length is <= 0 or > LongestHead)
        {
            throw NoImage(bytes);
        }

        try
        {
            var head = JsonSerializer.Deserialize(Encoding.UTF8.GetString(Bytes(bytes, fixedPart.Length, length)), StoredImageJson.Default.StoredImage) ?? throw NoImage(bytes);
            return head.Disks.All(disk => disk.Bytes >= 0) && head.Disks.Sum(disk => disk.Bytes) + fixedPart.Length + length == bytes.Record.Size ? (head, fixedPart.Length + length) : throw NoImage(bytes);
        }
        catch (JsonException)
        {
            throw NoImage(bytes);
        }
    }

    private static byte[] Bytes(ObjectBytes bytes, long at, int count)
    {
        var buffer = new byte[Math.Min(count, Math.Max(0, bytes.Record.Size - at))];
        for (var read = 0; read < buffer.Length;)
        {
            read += bytes.Read(buffer.AsSpan(read), at + read);
        }

        return buffer;
    }

    private static Aws.Wire.AwsException NoImage(ObjectBytes bytes) =>
        Ec2Errors.InvalidValue($"The object '{bytes.Record.Key}' is not an image that CreateStoreImageTask of a local cloud has made, or not all of it");
}

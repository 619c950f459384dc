using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Baton.Cloud.State;

namespace Baton.Cloud.S3.Storage;

/// <summary>
/// All buckets of the cloud, whose names are one for all regions and accounts. The log is the truth; a file that it does not name is a left-over. A change is in the
/// log, and on the disk, before anybody is told of it.
/// </summary>
internal sealed class ObjectStore : IDisposable
{
    private readonly ConcurrentDictionary<string, BucketContents> _buckets = new(StringComparer.Ordinal);
    private readonly StateLog _log;

    public ObjectStore(string directory)
    {
        Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Files = new(directory);
        _log = new(Path.Combine(directory, "state.log"));
        Register("bucket", S3Json.Default.BucketRecord, ReplayBucket, () => _buckets.Values.Select(bucket => (bucket.Record.Name, bucket.Record)));
        Register("object", S3Json.Default.ObjectRecord, ReplayObject, () => _buckets.Values.SelectMany(bucket => bucket.Objects).Select(one => (Id(one.Bucket, one.Key), one)));
        Register("upload", S3Json.Default.UploadRecord, ReplayUpload, () => Uploads.Select(upload => (Id(upload.Record.Bucket, upload.Record.UploadId), upload.Record)));
        Register("part", S3Json.Default.PartRecord, ReplayPart, () => _buckets.Values.SelectMany(bucket => bucket.Uploads.Values.SelectMany(upload => upload.Parts.Values.Select(part => (PartId(bucket, part), part)))));
        _log.Open();
        Files.Sweep(_buckets.Values.SelectMany(bucket => bucket.Objects).SelectMany(one => one.Blobs).Concat(Uploads.SelectMany(upload => upload.Parts.Values).Select(part => part.Blob)).Select(blob => blob.Name).ToHashSet());
    }

    public BlobFiles Files { get; }

    public IEnumerable<BucketRecord> Buckets => _buckets.Values.Select(bucket => bucket.Record).OrderBy(record => record.Name, StringComparer.Ordinal);

    private IEnumerable<BucketContents.UploadState> Uploads => _buckets.Values.SelectMany(bucket => bucket.Uploads.Values);

    public BucketContents? Find(string bucket) => _buckets.GetValueOrDefault(bucket);

    /// <summary>The bucket that has the name now, when somebody has it already.</summary>
    public BucketRecord? TryCreate(BucketRecord record)
    {
        var contents = new BucketContents(record);
        // Nobody puts anything in it before it is in the log itself.
        lock (contents.Lock)
        {
            var there = _buckets.GetOrAdd(record.Name, contents);
            if (there != contents)
            {
                return there.Record;
            }

            Write("bucket", record.Name, record, S3Json.Default.BucketRecord);
        }

        _log.Flush();
        return null;
    }

    public void Update(BucketContents bucket, Func<BucketRecord, BucketRecord> change)
    {
        lock (bucket.Lock)
        {
            bucket.Record = change(bucket.Record);
            Write("bucket", bucket.Record.Name, bucket.Record, S3Json.Default.BucketRecord);
        }

        _log.Flush();
    }

    /// <summary>False when something is in it.</summary>
    public bool TryDelete(BucketContents bucket)
    {
        List<BlobRecord> parts;
        lock (bucket.Lock)
        {
            if (bucket.Keys.Count > 0)
            {
                return false;
            }

            bucket.IsGone = true;
            parts = [.. bucket.Uploads.Values.SelectMany(upload => upload.Parts.Values).Select(part => part.Blob)];
            _log.Append("bucket", bucket.Record.Name, null);
            _buckets.TryRemove(bucket.Record.Name, out _);
        }

        _log.Flush();
        Files.Delete(parts);
        return true;
    }

    /// <summary>Puts an object in the place of what is there, which <paramref name="check"/> may refuse by throwing.</summary>
    public void Put(BucketContents bucket, ObjectRecord record, Action<ObjectRecord?> check)
    {
        ObjectRecord? before;
        lock (bucket.Lock)
        {
            before = Replace(bucket, record, check);
        }

        _log.Flush();
        Files.Delete(before?.Blobs ?? []);
    }

    /// <summary>Ends an upload with the object that <paramref name="join"/> makes of its parts.</summary>
    public ObjectRecord Complete(BucketContents bucket, string uploadId, Func<BucketContents.UploadState, ObjectRecord> join, Action<ObjectRecord?> check)
    {
        ObjectRecord record;
        List<BlobRecord> gone;
        lock (bucket.Lock)
        {
            var upload = bucket.Uploads.GetValueOrDefault(uploadId) ?? throw S3Errors.NoSuchUpload();
            record = join(upload);
            // The record names its upload, which ends with this very line of the log.
            var before = Replace(bucket, record, check);
            bucket.Uploads.Remove(uploadId);
            gone = [.. before?.Blobs ?? [], .. upload.Parts.Values.Select(part => part.Blob).Except(record.Blobs)];
        }

        _log.Flush();
        Files.Delete(gone);
        return record;
    }

    /// <summary>Changes what is said of an object, and not its bytes.</summary>
    public void Change(BucketContents bucket, string key, Func<ObjectRecord, ObjectRecord> change)
    {
        lock (bucket.Lock)
        {
            var record = change(bucket.Find(key) ?? throw S3Errors.NoSuchKey());
            Write("object", Id(record.Bucket, key), record, S3Json.Default.ObjectRecord);
            bucket.Put(record);
        }

        _log.Flush();
    }

    /// <summary>Removes an object when it is there; <paramref name="check"/> may refuse by throwing.</summary>
    public void Remove(BucketContents bucket, string key, Action<ObjectRecord?> check)
    {
        ObjectRecord? before;
        lock (bucket.Lock)
        {
            before = bucket.Find(key);
            check(before);
            if (before is null)
            {
                return;
            }

            _log.Append("object", Id(before.Bucket, key), null);
            bucket.Remove(key);
        }

        _log.Flush();
        Files.Delete(before.Blobs);
    }

    public void Begin(BucketContents bucket, UploadRecord record)
    {
        lock (bucket.Lock)
        {
            if (bucket.IsGone)
            {
                throw S3Errors.NoSuchBucket();
            }

            Write("upload", Id(record.Bucket, record.UploadId), record, S3Json.Default.UploadRecord);
            bucket.Uploads[record.UploadId] = new(record);
        }

        _log.Flush();
    }

    public void PutPart(BucketContents bucket, PartRecord part)
    {
        PartRecord? before;
        lock (bucket.Lock)
        {
            var upload = bucket.Uploads.GetValueOrDefault(part.UploadId) ?? throw S3Errors.NoSuchUpload();
            before = upload.Parts.GetValueOrDefault(part.Number);
            Write("part", PartId(bucket, part), part, S3Json.Default.PartRecord);
            upload.Parts[part.Number] = part;
        }

        _log.Flush();
        Files.Delete(before is null ? [] : [before.Blob]);
    }

    public void Abort(BucketContents bucket, string uploadId)
    {
        BucketContents.UploadState? upload;
        lock (bucket.Lock)
        {
            if (!bucket.Uploads.Remove(uploadId, out upload))
            {
                throw S3Errors.NoSuchUpload();
            }

            _log.Append("upload", Id(bucket.Record.Name, uploadId), null);
        }

        _log.Flush();
        Files.Delete(upload.Parts.Values.Select(part => part.Blob));
    }

    public void Dispose() => _log.Dispose();

    private ObjectRecord? Replace(BucketContents bucket, ObjectRecord record, Action<ObjectRecord?> check)
    {
        if (bucket.IsGone)
        {
            throw S3Errors.NoSuchBucket();
        }

        var before = bucket.Find(record.Key);
        check(before);
        Write("object", Id(record.Bucket, record.Key), record, S3Json.Default.ObjectRecord);
        bucket.Put(record);
        return before;
    }

    // A key may hold anything; an id must not hold what separates the fields of a line.
    private static string Id(string bucket, string name) => $"{bucket}/{Uri.EscapeDataString(name)}";

    private static string PartId(BucketContents bucket, PartRecord part) =>
        string.Create(CultureInfo.InvariantCulture, $"{bucket.Record.Name}/{part.UploadId}/{part.Number}");

    private void Register<T>(string kind, JsonTypeInfo<T> type, Action<string, T?> replay, Func<IEnumerable<(string Id, T Record)>> dump)
        where T : class =>
        _log.Register(kind, (id, json) => replay(id, json is null ? null : JsonSerializer.Deserialize(json, type)), () => dump().Select(pair => (pair.Id, JsonSerializer.Serialize(pair.Record, type))));

    private void Write<T>(string kind, string id, T record, JsonTypeInfo<T> type) => _log.Append(kind, id, JsonSerializer.Serialize(record, type));

    private void ReplayBucket(string id, BucketRecord? record)
    {
        if (record is null)
        {
            _buckets.TryRemove(id, out _);
        }
        else
        {
            _buckets.GetOrAdd(id, _ => new(record)).Record = record;
        }
    }

    private void ReplayObject(string id, ObjectRecord? record)
    {
        var (bucket, rest) = Split(id);
        if (record is not null)
        {
            bucket?.Uploads.Remove(record.UploadId ?? "");
            bucket?.Put(record);
        }
        else
        {
            bucket?.Remove(Uri.UnescapeDataString(rest));
        }
    }

    private void ReplayUpload(string id, UploadRecord? record)
    {
        var (bucket, uploadId) = Split(id);
        if (record is not null && bucket is not null)
        {
            bucket.Uploads[uploadId] = new(record);
        }
        else
        {
            bucket?.Uploads.Remove(uploadId);
        }
    }

    private void ReplayPart(string id, PartRecord? record)
    {
        if (record is not null && Split(id).Bucket?.Uploads.GetValueOrDefault(record.UploadId) is { } upload)
        {
            upload.Parts[record.Number] = record;
        }
    }

    private (BucketContents? Bucket, string Name) Split(string id)
    {
        var slash = id.IndexOf('/');
        return (Find(id[..slash]), id[(slash + 1)..]);
    }
}

namespace Baton.Cloud.S3.Storage;

/// <summary>One bucket: what it holds, and what is being uploaded to it. Whoever changes it, or looks twice, holds <see cref="Lock"/>.</summary>
internal sealed class BucketContents(BucketRecord record)
{
    private readonly Dictionary<string, ObjectRecord> _objects = new(StringComparer.Ordinal);

    public Lock Lock { get; } = new();

    public BucketRecord Record { get; set; } = record;

    /// <summary>True when somebody deleted it while another was about to write to it.</summary>
    public bool IsGone { get; set; }

    public SortedSet<string> Keys { get; } = new(Utf8Order.Instance);

    public Dictionary<string, UploadState> Uploads { get; } = new(StringComparer.Ordinal);

    public IReadOnlyCollection<ObjectRecord> Objects => _objects.Values;

    public ObjectRecord? Find(string key)
    {
        lock (Lock)
        {
            return _objects.GetValueOrDefault(key);
        }
    }

    public Listing.Page<ObjectRecord> List(Listing asked)
    {
        lock (Lock)
        {
            return Listing.Of(Keys, asked, key => _objects[key]);
        }
    }

    /// <summary>An upload and its parts as they are now; null when there is none of this name for the key.</summary>
    public (UploadRecord Record, IReadOnlyList<PartRecord> Parts)? FindUpload(string? uploadId, string key)
    {
        lock (Lock)
        {
            return Uploads.GetValueOrDefault(uploadId ?? "") is { } upload && upload.Record.Key == key ? (upload.Record, [.. upload.Parts.Values]) : null;
        }
    }

    public IReadOnlyList<UploadRecord> ListUploads()
    {
        lock (Lock)
        {
            return [.. Uploads.Values.Select(upload => upload.Record)];
        }
    }

    public void Put(ObjectRecord record)
    {
        _objects[record.Key] = record;
        Keys.Add(record.Key);
    }

    public void Remove(string key)
    {
        _objects.Remove(key);
        Keys.Remove(key);
    }

    /// <summary>An upload and its parts so far.</summary>
    internal sealed record UploadState(UploadRecord Record)
    {
        public SortedDictionary<int, PartRecord> Parts { get; } = [];
    }
}

using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Baton.Aws.Wire;
using Baton.Cloud.Json;
using Baton.Cloud.Places;
using Baton.Cloud.Server;
using Baton.Cloud.State;
using Baton.Cloud.Storage;

namespace Baton.Cloud.Ebs;

/// <summary>Snapshots as blocks of 512 KiB. https://docs.aws.amazon.com/ebs/latest/userguide/ebs-accessing-snapshot.html</summary>
internal static class SnapshotBlocks
{
    public const string Service = "ebs";

    public const int BlockSize = 512 << 10;

    private const int LeastPage = 100;
    private const int MostPage = 10_000;

    /// <summary>A snapshot that is complete and that the caller may read, or the service's error.</summary>
    public static SnapshotRecord Find(string id, CloudContext cloud)
    {
        var snapshot = Known(id, cloud);
        return snapshot.Pending || snapshot.Error is not null ? throw JsonCall.Invalid($"The snapshot '{id}' is not completed.") : snapshot;
    }

    /// <summary>A snapshot of the caller's that is being written, or the service's error.</summary>
    public static SnapshotRecord FindDraft(string id, CloudContext cloud)
    {
        var snapshot = Known(id, cloud);
        return snapshot.OwnerId != cloud.Options.AccountId
            ? throw new AwsException("AccessDeniedException", "You are not the owner of the snapshot.", HttpStatusCode.Forbidden)
            : snapshot.Pending ? snapshot : throw JsonCall.Invalid($"The snapshot '{id}' is not pending.");
    }

    public static int CountOf(SnapshotRecord snapshot) => (int)(((long)snapshot.SizeGiB << 30) / BlockSize);

    /// <summary>The blocks in which there is anything.</summary>
    public static SortedSet<int> Written(IEnumerable<SnapshotExtent> extents) => BlocksOf(extents.Where(extent => extent.File is not null));

    /// <summary>The blocks in which two snapshots do not share the very same bytes of the same file. One behind whose end there is nothing holds zeros there.</summary>
    public static SortedSet<int> Changed(IReadOnlyList<SnapshotExtent> first, IReadOnlyList<SnapshotExtent> second)
    {
        var changed = new List<SnapshotExtent>();
        var end = Math.Max(EndOf(first), EndOf(second));
        var (one, other) = (0, 0);
        for (long at = 0; at < end;)
        {
            var (a, b) = (At(first, ref one, at, end), At(second, ref other, at, end));
            var to = Math.Min(a.End, b.End);
            if (!a.IsSameAs(b))
            {
                changed.Add(new(at, to - at, null, 0));
            }

            at = to;
        }

        return BlocksOf(changed);
    }

    public static string Token(string snapshotId, int index) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes($"{snapshotId}/{index}")).AsSpan(0, 24));

    public static string Checksum(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(SHA256.HashData(bytes));

    /// <summary>One page of those blocks that are to be shown, and the token of the next: the number of the last block that was looked at.</summary>
    public static async Task<Page<int>> PageAsync(SortedSet<int> blocks, JsonCall call, Func<int, Task<bool>> isShownAsync)
    {
        var start = call.Query.TryGetValue("startingBlockIndex", out var from) ? JsonCall.ToNumber("startingBlockIndex", from, 0, int.MaxValue) : 0;
        var size = call.Query.TryGetValue("maxResults", out var most) ? JsonCall.ToNumber("maxResults", most, LeastPage, MostPage) : MostPage;
        var after = call.Query.TryGetValue("pageToken", out var token) ? Parse(token) : -1;
        var shown = new List<int>();
        foreach (var index in blocks.Where(index => index >= start && index > after))
        {
            if (shown.Count == size)
            {
                return new(shown, Convert.ToBase64String(Encoding.ASCII.GetBytes((index - 1).ToString(CultureInfo.InvariantCulture))));
            }

            if (await isShownAsync(index))
            {
                shown.Add(index);
            }
        }

        return new(shown, null);
    }

    public static double ExpiryOf(CloudContext cloud) => cloud.Now.AddDays(7).ToUnixTimeSeconds();

    private static int Parse(string token)
    {
        try
        {
            return JsonCall.ToNumber("pageToken", Encoding.ASCII.GetString(Convert.FromBase64String(token)), 0, int.MaxValue);
        }
        catch (FormatException)
        {
            throw JsonCall.Invalid("The page token is not one of this list.");
        }
    }

    private static SnapshotRecord Known(string id, CloudContext cloud)
    {
        var digits = id.StartsWith("snap-", StringComparison.Ordinal) ? id["snap-".Length..] : "";
        if (digits.Length is not (8 or 17) || !digits.All(char.IsAsciiHexDigitLower))
        {
            throw JsonCall.Invalid($"'{id}' is no id of a snapshot.");
        }

        return cloud.VisibleSnapshot(id) ?? throw new AwsException("ResourceNotFoundException", $"The snapshot '{id}' does not exist.", HttpStatusCode.NotFound);
    }

    private static SortedSet<int> BlocksOf(IEnumerable<SnapshotExtent> extents)
    {
        var blocks = new SortedSet<int>();
        foreach (var extent in extents)
        {
            for (var index = extent.Start / BlockSize; index * BlockSize < extent.End; index++)
            {
                blocks.Add((int)index);
            }
        }

        return blocks;
    }

    private static long EndOf(IReadOnlyList<SnapshotExtent> extents) => extents is [] ? 0 : extents[^1].End;

    private static SnapshotExtent At(IReadOnlyList<SnapshotExtent> extents, ref int index, long at, long end)
    {
        while (index < extents.Count && extents[index].End <= at)
        {
            index++;
        }

        return index < extents.Count ? extents[index] : new(at, end - at, null, 0);
    }
}

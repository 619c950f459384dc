using System.Security.Cryptography;
using Baton.Aws.Route53;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Route53;

/// <summary>The hosted zones of an account, and their changes.</summary>
internal sealed class ZoneBook(CloudContext cloud)
{
    private const string IdLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    public IEnumerable<HostedZoneRecord> All => cloud.State.HostedZones.All;

    /// <summary>Ids come with and without the folder in front: <c>/hostedzone/Z0123</c>.</summary>
    public HostedZoneRecord Find(string? id)
    {
        var bare = id?.Split('/')[^1];
        return cloud.State.HostedZones.Find(bare) ?? throw Route53Errors.NoSuchZone(bare ?? "");
    }

    public ChangeInfo FindChange(string? id)
    {
        var bare = id?.Split('/')[^1];
        return View(cloud.State.DnsChanges.Find(bare) ?? throw Route53Errors.NoSuchChange(bare ?? ""));
    }

    public static string NewId(string prefix) => $"{prefix}{RandomNumberGenerator.GetString(IdLetters, 20)}";

    public DateTimeOffset VisibleAt => cloud.Now + cloud.Options.DnsPropagation;

    /// <summary>Puts a new version of a zone, which the name servers know a moment later.</summary>
    public ChangeInfo Change(HostedZoneRecord zone, IReadOnlyList<RecordSet> recordSets, string? comment)
    {
        cloud.State.HostedZones.Put(zone.With(recordSets, cloud.Now, VisibleAt));
        return Submitted(comment);
    }

    public ChangeInfo Submitted(string? comment) => View(cloud.State.DnsChanges.Put(new(NewId("C"), cloud.Now, VisibleAt, comment)));

    public static HostedZone View(HostedZoneRecord zone) => new()
    {
        Id = $"/hostedzone/{zone.ZoneId}",
        Name = zone.Name,
        CallerReference = zone.CallerReference,
        Config = new() { Comment = zone.Comment, PrivateZone = false },
        ResourceRecordSetCount = zone.RecordSets.Count,
    };

    private ChangeInfo View(DnsChangeRecord change) => new()
    {
        Id = $"/change/{change.ChangeId}", Status = change.InSyncAt <= cloud.Now ? "INSYNC" : "PENDING", SubmittedAt = change.SubmittedAt, Comment = change.Comment,
    };
}

using System.Net;
using System.Text.Json.Nodes;
using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Json;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Ebs;

internal sealed class StartSnapshot : JsonAction
{
    private const int MostGiB = 64 << 10;

    public override string Service => SnapshotBlocks.Service;

    public override RestBinding Binding { get; } = new("POST", "/snapshots", null, 201);

    public override string Missing => "timeouts; a snapshot on a parent is stored in full; encryption is kept and shown, the data is not encrypted";

    public override Task<JsonAnswer> HandleAsync(JsonCall call, CancellationToken cancellationToken)
    {
        var cloud = call.Place.Cloud;
        var size = call.Whole("VolumeSize") ?? throw JsonCall.Invalid("Value at 'VolumeSize' failed to satisfy constraint: Member must not be null");
        JsonCall.ToNumber("VolumeSize", size.ToString(System.Globalization.CultureInfo.InvariantCulture), 1, MostGiB);
        var parent = call.Text("ParentSnapshotId") is { } id ? SnapshotBlocks.Find(id, cloud) : null;
        if (parent?.SizeGiB > size)
        {
            throw JsonCall.Invalid($"The volume size must not be less than that of the parent snapshot, {parent.SizeGiB} GiB.");
        }

        var tags = TagsOf(call);
        var asked = string.Join('|', size, parent?.SnapshotId, call.Text("Description"));
        var known = Known(cloud, call.Text("ClientToken"), asked);
        return Task.FromResult(Show(known ?? Start(cloud, call, size, parent, tags, asked), cloud));
    }

    private SnapshotRecord Start(CloudContext cloud, JsonCall call, int size, SnapshotRecord? parent, IReadOnlyDictionary<string, string> tags, string asked)
    {
        var id = Ids.New("snap");
        cloud.State.SetTags(id, tags);
        cloud.Places.Drafts.Start(id, size);
        cloud.State.Remember(Name, call.Text("ClientToken"), asked, id);
        return cloud.State.Snapshots.Put(new()
        {
            SnapshotId = id, VolumeId = "vol-ffffffff", SizeGiB = size, Description = call.Text("Description") ?? "", StartTime = cloud.Now, OwnerId = cloud.Options.AccountId,
            Encrypted = call.Flag("Encrypted") ?? parent?.Encrypted ?? false, KmsKeyId = call.Text("KmsKeyArn") ?? parent?.KmsKeyId, Pending = true, ParentSnapshotId = parent?.SnapshotId,
        });
    }

    private SnapshotRecord? Known(CloudContext cloud, string? token, string asked)
    {
        try
        {
            return cloud.State.Snapshots.Find(cloud.State.Find(Name, token, asked));
        }
        catch (AwsException other) when (other.Code == "IdempotentParameterMismatch")
        {
            throw new AwsException("ConflictException", other.Message, HttpStatusCode.Conflict);
        }
    }

    private static IReadOnlyDictionary<string, string> TagsOf(JsonCall call)
    {
        try
        {
            return Tagging.Checked(call.Objects("Tags").Select(tag => new Tag { Key = Text(tag["Key"]), Value = Text(tag["Value"]) }));
        }
        catch (AwsException refused)
        {
            throw JsonCall.Invalid(refused.Message);
        }
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static JsonAnswer Show(SnapshotRecord snapshot, CloudContext cloud) => new(new JsonObject
    {
        ["SnapshotId"] = snapshot.SnapshotId, ["OwnerId"] = snapshot.OwnerId, ["Status"] = snapshot.Pending ? "pending" : "completed", ["StartTime"] = snapshot.StartTime.ToUnixTimeSeconds(),
        ["VolumeSize"] = snapshot.SizeGiB, ["BlockSize"] = SnapshotBlocks.BlockSize, ["Description"] = snapshot.Description, ["ParentSnapshotId"] = snapshot.ParentSnapshotId,
        ["KmsKeyArn"] = snapshot.KmsKeyId,
        ["Tags"] = new JsonArray([.. cloud.State.Tags(snapshot.SnapshotId).Select(pair => new JsonObject { ["Key"] = pair.Key, ["Value"] = pair.Value })]),
    })
    {
        Status = HttpStatusCode.Created,
    };
}

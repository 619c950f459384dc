using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Baton.Aws.Wire;
using Baton.Cloud.Json;
using Baton.Cloud.State;

namespace Baton.Cloud.RecycleBin;

/// <summary>Rules of the Recycle Bin, as its API writes them.</summary>
internal static class BinRules
{
    public const string Service = "rbin";
    private const int MostRules = 250;
    private const int MostDays = 365;
    private const string IdLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    public static BinRuleRecord Find(JsonCall call) =>
        call.Place.Cloud.State.BinRules.Find(call.Path["{identifier}"]) ?? throw new AwsException("ResourceNotFoundException", $"Rule '{call.Path["{identifier}"]}' does not exist.", HttpStatusCode.NotFound);

    public static BinRuleRecord New(JsonCall call)
    {
        if (call.Place.Cloud.State.BinRules.All.Count >= MostRules)
        {
            throw new AwsException("ServiceQuotaExceededException", $"There are {MostRules} rules already.", HttpStatusCode.PaymentRequired);
        }

        return Changed(call, new() { Identifier = RandomNumberGenerator.GetString(IdLetters, 11), ResourceType = TypeOf(call.Required("ResourceType")), RetentionDays = 0 });
    }

    /// <summary>The rule with what a request says anew.</summary>
    public static BinRuleRecord Changed(JsonCall call, BinRuleRecord before)
    {
        if (call.Text("ResourceType") is { } type && TypeOf(type) != before.ResourceType)
        {
            throw JsonCall.Invalid("The type of a rule's resources cannot be changed.");
        }

        var days = call.Members["RetentionPeriod"] switch
        {
            null when before.RetentionDays > 0 => before.RetentionDays,
            JsonObject period => Days(period),
            _ => throw JsonCall.Invalid("RetentionPeriod must have a RetentionPeriodValue and a RetentionPeriodUnit."),
        };
        return before with
        {
            RetentionDays = days,
            Description = call.Text("Description") ?? before.Description,
            ResourceTags = call.Members["ResourceTags"] is null ? before.ResourceTags : Tags(call, "ResourceTags", "ResourceTagKey", "ResourceTagValue"),
        };
    }

    public static Dictionary<string, string> Tags(JsonCall call, string list, string key, string value)
    {
        var tags = call.Objects(list).Select(tag => (Key: TextOf(tag, key), Value: TextOf(tag, value))).ToList();
        return tags.Count <= 50 && tags.TrueForAll(tag => tag.Key.Length > 0) && tags.DistinctBy(tag => tag.Key).Count() == tags.Count
            ? tags.ToDictionary(tag => tag.Key, tag => tag.Value)
            : throw JsonCall.Invalid($"{list} has up to 50 different tags.");
    }

    public static JsonObject Show(BinRuleRecord rule, JsonCall call) => new()
    {
        ["Identifier"] = rule.Identifier,
        ["Description"] = rule.Description,
        ["ResourceType"] = rule.ResourceType,
        ["RetentionPeriod"] = new JsonObject { ["RetentionPeriodValue"] = rule.RetentionDays, ["RetentionPeriodUnit"] = "DAYS" },
        ["ResourceTags"] = new JsonArray([.. rule.ResourceTags.Select(tag => new JsonObject { ["ResourceTagKey"] = tag.Key, ["ResourceTagValue"] = tag.Value })]),
        ["Status"] = "available",
        ["RuleArn"] = $"arn:aws:rbin:{call.Place.Cloud.Options.Region}:{call.Place.Cloud.Options.AccountId}:rule/{rule.Identifier}",
    };

    public static string TypeOf(string text) => text is Bin.Snapshots or Bin.Images ? text : throw JsonCall.Invalid($"'{text}' is no type of resource here: {Bin.Snapshots}, {Bin.Images}.");

    private static int Days(JsonObject period) =>
        period["RetentionPeriodValue"] is JsonValue value && value.TryGetValue<int>(out var days) && days is >= 1 and <= MostDays && TextOf(period, "RetentionPeriodUnit") == "DAYS"
            ? days
            : throw JsonCall.Invalid($"A retention period is between 1 and {MostDays} DAYS.");

    private static string TextOf(JsonObject shape, string name) => shape[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";
}

using System.Text.Json.Nodes;
using Baton.Aws.Wire;
using Baton.Cloud.Json;

namespace Baton.Cloud.RecycleBin;

internal sealed class ListRules : JsonAction
{
    public override string Service => BinRules.Service;

    public override RestBinding Binding { get; } = new("POST", "/list-rules", null, 200);

    public override string Missing => "pages";

    public override Task<JsonAnswer> HandleAsync(JsonCall call, CancellationToken cancellationToken)
    {
        var type = BinRules.TypeOf(call.Required("ResourceType"));
        var wanted = BinRules.Tags(call, "ResourceTags", "ResourceTagKey", "ResourceTagValue");
        var rules = call.Place.Cloud.State.BinRules.All.Where(rule => rule.ResourceType == type && wanted.All(tag => rule.ResourceTags.TryGetValue(tag.Key, out var value) && value == tag.Value));
        return Task.FromResult(new JsonAnswer(new JsonObject { ["Rules"] = new JsonArray([.. rules.Select(rule => BinRules.Show(rule, call))]) }));
    }
}

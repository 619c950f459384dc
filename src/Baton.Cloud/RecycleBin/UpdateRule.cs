using System.Text.Json.Nodes;
using Baton.Aws.Wire;
using Baton.Cloud.Json;

namespace Baton.Cloud.RecycleBin;

internal sealed class UpdateRule : JsonAction
{
    public override string Service => BinRules.Service;

    public override RestBinding Binding { get; } = new("PATCH", "/rules/{identifier}", null, 200);

    public override string Missing => "as CreateRule";

    public override Task<JsonAnswer> HandleAsync(JsonCall call, CancellationToken cancellationToken)
    {
        var rule = call.Place.Cloud.State.BinRules.Put(BinRules.Changed(call, BinRules.Find(call)));
        return Task.FromResult(new JsonAnswer(BinRules.Show(rule, call)));
    }
}

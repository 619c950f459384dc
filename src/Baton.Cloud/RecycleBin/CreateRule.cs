using System.Text.Json.Nodes;
using Baton.Aws.Wire;
using Baton.Cloud.Json;

namespace Baton.Cloud.RecycleBin;

internal sealed class CreateRule : JsonAction
{
    public override string Service => BinRules.Service;

    public override RestBinding Binding { get; } = new("POST", "/rules", null, 201);

    public override string Missing => "locks, excluded tags, tags of rules; volumes";

    public override Task<JsonAnswer> HandleAsync(JsonCall call, CancellationToken cancellationToken)
    {
        var rule = call.Place.Cloud.State.BinRules.Put(BinRules.New(call));
        return Task.FromResult(new JsonAnswer(BinRules.Show(rule, call)) { Status = System.Net.HttpStatusCode.Created });
    }
}

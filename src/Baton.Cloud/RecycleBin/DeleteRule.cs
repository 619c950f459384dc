using System.Text.Json.Nodes;
using Baton.Aws.Wire;
using Baton.Cloud.Json;

namespace Baton.Cloud.RecycleBin;

internal sealed class DeleteRule : JsonAction
{
    public override string Service => BinRules.Service;

    public override RestBinding Binding { get; } = new("DELETE", "/rules/{identifier}", null, 204);

    public override Task<JsonAnswer> HandleAsync(JsonCall call, CancellationToken cancellationToken)
    {
        call.Place.Cloud.State.BinRules.Remove(BinRules.Find(call).Identifier);
        return Task.FromResult(new JsonAnswer(new JsonObject()) { Status = System.Net.HttpStatusCode.NoContent });
    }
}

using System.Text.Json.Nodes;
using Baton.Cloud.Json;

namespace Baton.Cloud.Parameters;

internal sealed class DeleteParameters : JsonAction
{
    public override string Service => Parameter.Service;

    public override Task<JsonAnswer> HandleAsync(JsonCall call, CancellationToken cancellationToken)
    {
        var state = call.Place.Cloud.State;
        var there = call.Texts("Names").ToLookup(name => state.Parameters.Find(name) is not null);
        foreach (var name in there[true])
        {
            state.Parameters.Remove(name);
        }

        JsonArray List(bool found) => new([.. there[found].Select(name => JsonValue.Create(name))]);
        return Task.FromResult(new JsonAnswer(new JsonObject { ["DeletedParameters"] = List(true), ["InvalidParameters"] = List(false) }));
    }
}

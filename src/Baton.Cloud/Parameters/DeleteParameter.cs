using System.Text.Json.Nodes;
using Baton.Cloud.Json;

namespace Baton.Cloud.Parameters;

internal sealed class DeleteParameter : JsonAction
{
    public override string Service => Parameter.Service;

    public override Task<JsonAnswer> HandleAsync(JsonCall call, CancellationToken cancellationToken)
    {
        var (state, name) = (call.Place.Cloud.State, call.Required("Name"));
        if (state.Parameters.Find(name) is null)
        {
            throw Parameter.NotFound(name);
        }

        state.Parameters.Remove(name);
        return Task.FromResult(new JsonAnswer(new JsonObject()));
    }
}

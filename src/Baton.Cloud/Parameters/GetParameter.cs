using System.Text.Json.Nodes;
using Baton.Cloud.Json;

namespace Baton.Cloud.Parameters;

internal sealed class GetParameter : JsonAction
{
    public override string Service => Parameter.Service;

    public override string Missing => "versions but the newest, labels; the public parameters are those of the stock images";

    public override Task<JsonAnswer> HandleAsync(JsonCall call, CancellationToken cancellationToken)
    {
        var name = call.Required("Name");
        var found = Parameter.Find(name, call.Place.Cloud) ?? throw Parameter.NotFound(name);
        return Task.FromResult(new JsonAnswer(new JsonObject { ["Parameter"] = Parameter.Show(found, call.Place.Cloud) }));
    }
}

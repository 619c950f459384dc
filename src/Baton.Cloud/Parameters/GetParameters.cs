using System.Text.Json.Nodes;
using Baton.Cloud.Json;

namespace Baton.Cloud.Parameters;

internal sealed class GetParameters : JsonAction
{
    private const int Most = 10;

    public override string Service => Parameter.Service;

    public override string Missing => "as GetParameter";

    public override Task<JsonAnswer> HandleAsync(JsonCall call, CancellationToken cancellationToken)
    {
        var names = call.Texts("Names");
        if (names.Count is 0 or > Most)
        {
            throw JsonCall.Invalid($"Value at 'Names' failed to satisfy constraint: Member must have length between 1 and {Most}");
        }

        var cloud = call.Place.Cloud;
        var found = names.Distinct().Select(name => (Name: name, Parameter: Parameter.Find(name, cloud))).ToList();
        return Task.FromResult(new JsonAnswer(new JsonObject
        {
            ["Parameters"] = new JsonArray([.. found.Where(one => one.Parameter is not null).Select(one => Parameter.Show(one.Parameter!, cloud))]),
            ["InvalidParameters"] = new JsonArray([.. found.Where(one => one.Parameter is null).Select(one => JsonValue.Create(one.Name))]),
        }));
    }
}

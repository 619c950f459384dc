using System.Text.Json.Nodes;
using Baton.Aws.Wire;
using Baton.Cloud.Json;

namespace Baton.Cloud.RecycleBin;

internal sealed class GetRule : JsonAction
{
    public override string Service => BinRules.Service;

    public override RestBinding Binding { get; } = new("GET", "/rules/{identifier}", null, 200);

    public override Task<JsonAnswer> HandleAsync(JsonCall call, CancellationToken cancellationToken)
    {
        return Task.FromResult(new JsonAnswer(BinRules.Show(BinRules.Find(call), call)));
    }
}

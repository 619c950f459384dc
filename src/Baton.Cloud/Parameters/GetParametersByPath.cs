using System.Text.Json.Nodes;
using Baton.Cloud.Json;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Parameters;

internal sealed class GetParametersByPath : JsonAction
{
    public override string Service => Parameter.Service;

    public override string Missing => "filters; as GetParameter";

    public override Task<JsonAnswer> HandleAsync(JsonCall call, CancellationToken cancellationToken)
    {
        var folder = call.Required("Path");
        if (!folder.StartsWith('/'))
        {
            throw JsonCall.Invalid("The parameter path must begin with a slash.");
        }

        if (call.Objects("ParameterFilters").Any())
        {
            throw new Baton.Aws.Wire.AwsException("InvalidFilterKey", "The local cloud has no filters of parameters.");
        }

        var (cloud, prefix) = (call.Place.Cloud, folder.TrimEnd('/') + "/");
        var below = Parameter.Of(cloud).Where(parameter => parameter.Name.StartsWith(prefix, StringComparison.Ordinal)
            && (call.Flag("Recursive") == true || !parameter.Name[prefix.Length..].Contains('/'))).OrderBy(parameter => parameter.Name, StringComparer.Ordinal);
        var page = Page<ParameterRecord>.Of(below, call.Whole("MaxResults") ?? 10, call.Text("NextToken"), least: 1);
        return Task.FromResult(new JsonAnswer(new JsonObject
        {
            ["Parameters"] = new JsonArray([.. page.Items.Select(parameter => Parameter.Show(parameter, cloud))]), ["NextToken"] = page.NextToken,
        }));
    }
}

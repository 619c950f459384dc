using System.Text.Json.Nodes;
using Baton.Aws.Wire;
using Baton.Cloud.Json;

namespace Baton.Cloud.Parameters;

internal sealed class PutParameter : JsonAction
{
    private const int MostBytes = 4096;

    public override string Service => Parameter.Service;

    public override string Missing => "tiers, policies, tags, allowed patterns, data types; a SecureString is kept as it is";

    public override Task<JsonAnswer> HandleAsync(JsonCall call, CancellationToken cancellationToken)
    {
        var (cloud, name, value) = (call.Place.Cloud, Parameter.Check(call.Required("Name")), call.Required("Value"));
        var before = cloud.State.Parameters.Find(name);
        var type = call.Text("Type") ?? before?.Type ?? "String";
        if (type is not ("String" or "StringList" or "SecureString"))
        {
            throw new AwsException("UnsupportedParameterType", $"The parameter type {type} is not supported.");
        }

        if (System.Text.Encoding.UTF8.GetByteCount(value) > MostBytes)
        {
            throw JsonCall.Invalid($"Standard tier parameters support a maximum parameter value of {MostBytes} characters.");
        }

        if (before is not null && call.Flag("Overwrite") != true)
        {
            throw new AwsException("ParameterAlreadyExists", "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.");
        }

        var put = cloud.State.Parameters.Put(new(name, type, value, (before?.Version ?? 0) + 1, cloud.Now) { Description = call.Text("Description") ?? before?.Description });
        return Task.FromResult(new JsonAnswer(new JsonObject { ["Version"] = put.Version, ["Tier"] = "Standard" }));
    }
}

using System.Text.Json.Nodes;
using Baton.Cloud.Places;

namespace Baton.LocalCloud;

/// <summary>
/// The content of endpoints.json in a folder of AWS_DATA_PATH, where botocore (the AWS CLI and boto3) looks before its own data. It sends every service to the
/// local cloud, also in versions that do not know AWS_ENDPOINT_URL (before botocore 1.31 and AWS CLI 2.13, such as those of Debian 12), so that nothing of such
/// a shell reaches AWS. Versions with endpoint rule sets take the outcome too, since the file is not their own: 'given_endpoint' in botocore/args.py.
/// </summary>
internal static class BotocoreData
{
    public static JsonObject Endpoints(Uri endpoint) => new()
    {
        ["version"] = 3,
        ["partitions"] = new JsonArray(new JsonObject
        {
            ["partition"] = "aws",
            ["partitionName"] = "the local cloud of Baton",
            // What is made of a name after all must not exist: RFC 2606 keeps this suffix free.
            ["dnsSuffix"] = "local-cloud.invalid",
            // Regions that do not exist as well: without a match, botocore would make up a host of AWS.
            ["regionRegex"] = "^[a-z0-9-]+$",
            ["defaults"] = new JsonObject
            {
                ["hostname"] = endpoint.Authority,
                ["protocols"] = new JsonArray(endpoint.Scheme),
                ["signatureVersions"] = new JsonArray("v4"),
            },
            ["regions"] = new JsonObject(Regions.All.Select(region => KeyValuePair.Create<string, JsonNode?>(region, new JsonObject { ["description"] = region }))),
            ["services"] = new JsonObject
            {
                ["ec2"] = Regional(),
                ["sts"] = Regional(),
                ["s3"] = WithGlobal(Regional(), regionalized: true),
                ["iam"] = WithGlobal(new(), regionalized: false),
                ["route53"] = WithGlobal(new(), regionalized: false),
            },
        }),
    };

    private static JsonObject Regional() => new()
    {
        ["endpoints"] = new JsonObject(Regions.All.Select(region => KeyValuePair.Create<string, JsonNode?>(region, new JsonObject()))),
    };

    /// <summary>A service with one endpoint for all regions, whose requests are signed for us-east-1.</summary>
    private static JsonObject WithGlobal(JsonObject service, bool regionalized)
    {
        var endpoints = service["endpoints"] as JsonObject ?? [];
        endpoints["aws-global"] = new JsonObject { ["credentialScope"] = new JsonObject { ["region"] = "us-east-1" } };
        service["endpoints"] = endpoints;
        service["partitionEndpoint"] = "aws-global";
        service["isRegionalized"] = regionalized;
        return service;
    }
}

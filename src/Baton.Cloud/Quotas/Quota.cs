using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Baton.Aws.Wire;
using Baton.Cloud.Json;
using Baton.Cloud.Server;

namespace Baton.Cloud.Quotas;

/// <summary>A quota that the local cloud keeps, as Service Quotas shows it.</summary>
internal sealed record Quota(string ServiceCode, string Code, string Name, double Value)
{
    public const string Service = "servicequotas";

    public static IReadOnlyList<Quota> All(CloudContext cloud) =>
    [
        new("ec2", "L-1216C47A", "Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances", cloud.Options.VcpuQuota),
        new("ec2", "L-0263D0A3", "EC2-VPC Elastic IPs", cloud.Options.AddressQuota),
        new("route53", "L-4EA4796A", "Hosted zones", 500),
    ];

    public static Quota Find(JsonCall call)
    {
        var (service, code) = (call.Required("ServiceCode"), call.Required("QuotaCode"));
        return All(call.Place.Cloud).FirstOrDefault(quota => quota.ServiceCode == service && quota.Code == code)
            ?? throw new AwsException("NoSuchResourceException", $"The local cloud keeps no quota {code} of {service}.", HttpStatusCode.BadRequest);
    }

    // 5.0 and not 5, as AWS writes it: scripts compare texts.
    public JsonObject Show(CloudContext cloud) => new()
    {
        [nameof(ServiceCode)] = ServiceCode, ["ServiceName"] = ServiceCode == "ec2" ? "Amazon Elastic Compute Cloud (Amazon EC2)" : "Amazon Route 53", ["QuotaCode"] = Code, ["QuotaName"] = Name,
        ["QuotaArn"] = $"arn:aws:servicequotas:{cloud.Options.Region}:{cloud.Options.AccountId}:{ServiceCode}/{Code}", [nameof(Value)] = JsonNode.Parse(Value.ToString("F1", CultureInfo.InvariantCulture)), ["Unit"] = "None", ["Adjustable"] = false, ["GlobalQuota"] = ServiceCode != "ec2",
    };
}

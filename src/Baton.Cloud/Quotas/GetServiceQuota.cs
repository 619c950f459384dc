using System.Text.Json.Nodes;
using Baton.Cloud.Json;

namespace Baton.Cloud.Quotas;

internal sealed class GetServiceQuota : JsonAction
{
    public override string Service => Quota.Service;

    public override string Missing => "all quotas but vCPUs, Elastic IPs and hosted zones, which are those that are kept";

    public override Task<JsonAnswer> HandleAsync(JsonCall call, CancellationToken cancellationToken) =>
        Task.FromResult(new JsonAnswer(new JsonObject { ["Quota"] = Quota.Find(call).Show(call.Place.Cloud) }));
}

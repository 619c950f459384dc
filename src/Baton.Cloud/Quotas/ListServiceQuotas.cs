using System.Text.Json.Nodes;
using Baton.Cloud.Json;

namespace Baton.Cloud.Quotas;

internal sealed class ListServiceQuotas : JsonAction
{
    public override string Service => Quota.Service;

    public override string Missing => "as GetServiceQuota";

    public override Task<JsonAnswer> HandleAsync(JsonCall call, CancellationToken cancellationToken)
    {
        var service = call.Required("ServiceCode");
        var cloud = call.Place.Cloud;
        return Task.FromResult(new JsonAnswer(new JsonObject { ["Quotas"] = new JsonArray([.. Quota.All(cloud).Where(quota => quota.ServiceCode == service).Select(quota => quota.Show(cloud))]) }));
    }
}

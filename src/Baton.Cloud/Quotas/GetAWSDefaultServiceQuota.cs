using System.Text.Json.Nodes;
using Baton.Cloud.Json;

namespace Baton.Cloud.Quotas;

/// <summary>Nobody can ask for more here, so the quota is the default one.</summary>
internal sealed class GetAWSDefaultServiceQuota : JsonAction
{
    public override string Service => Quota.Service;

    public override string Missing => "as GetServiceQuota";

    public override Task<JsonAnswer> HandleAsync(JsonCall call, CancellationToken cancellationToken) =>
        Task.FromResult(new JsonAnswer(new JsonObject { ["Quota"] = Quota.Find(call).Show(call.Place.Cloud) }));
}

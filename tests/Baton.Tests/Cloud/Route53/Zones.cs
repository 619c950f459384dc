using Baton.Aws.Route53;

namespace Baton.Tests.Cloud.Route53;

/// <summary>Zones and their records, in few words.</summary>
internal static class Zones
{
    public static async Task<string> MakeZoneAsync(this SimulatedCloud cloud, string name) =>
        (await cloud.SendAsync(new CreateHostedZoneRequest { Name = name, CallerReference = Guid.NewGuid().ToString() })).HostedZone!.Id!.Split('/')[^1];

    public static async Task<ChangeInfo> ChangeAsync(this SimulatedCloud cloud, string zone, string action, string name, string type, long timeToLive, params string[] values) =>
        (await cloud.SendAsync(new ChangeResourceRecordSetsRequest
        {
            HostedZoneId = zone,
            ChangeBatch = new()
            {
                Changes =
                [
                    new() { Action = action, ResourceRecordSet = new() { Name = name, Type = type, TTL = timeToLive, ResourceRecords = [.. values.Select(value => new ResourceRecord { Value = value })] } },
                ],
            },
        })).ChangeInfo!;

    public static async Task InSyncAsync(this SimulatedCloud cloud, ChangeInfo change)
    {
        while ((await cloud.SendAsync(new GetChangeRequest { Id = change.Id!.Split('/')[^1] })).ChangeInfo!.Status != "INSYNC")
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}

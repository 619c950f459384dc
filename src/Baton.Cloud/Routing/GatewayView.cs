using Baton.Aws.Ec2;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Routing;

internal static class GatewayView
{
    public static InternetGateway Show(GatewayRecord gateway, CloudContext cloud) => new()
    {
        InternetGatewayId = gateway.GatewayId,
        OwnerId = cloud.Options.AccountId,
        Attachments = gateway.VpcId is null ? [] : [new() { State = "available", VpcId = gateway.VpcId }],
        Tags = cloud.State.TagList(gateway.GatewayId),
    };
}

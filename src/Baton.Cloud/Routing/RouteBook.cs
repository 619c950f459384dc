using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Server;
using Baton.Cloud.State;
using Baton.Cloud.Vpcs;

namespace Baton.Cloud.Routing;

/// <summary>Route tables: found, changed and shown. They are kept and shown; the network of the local cloud does not follow them.</summary>
internal sealed class RouteBook(CloudContext cloud)
{
    public RouteTableRecord Find(string? id) => Ids.Find([id ?? throw Ec2Errors.Missing("routeTableId")], "rtb", "RouteTableID", cloud.State.RouteTables.Find)[0];

    /// <summary>The table of an association, which may be the main one.</summary>
    public RouteTableRecord OfAssociation(string id)
    {
        Ids.Check(id, "rtbassoc", "AssociationID");
        return cloud.State.RouteTables.All.FirstOrDefault(table => table.MainAssociationId == id || table.Subnets.ContainsKey(id)) ?? throw Ec2Errors.NotFound("AssociationID", id);
    }

    public static string Destination(string? cidr, string? cidr6, string? prefixListId)
    {
        if (cidr6 is not null || prefixListId is not null)
        {
            throw Ec2Errors.Unsupported("The routes of the local cloud lead to IPv4 ranges only.");
        }

        return Cidr.Parse(cidr, "destinationCidrBlock").ToString();
    }

    /// <summary>The one target that a request names, checked.</summary>
    public string Target(string? gatewayId, string? instanceId, string? interfaceId, RouteTableRecord table)
    {
        switch (gatewayId, instanceId, interfaceId)
        {
            case ({ } id, null, null):
                var gateway = Ids.Find([id], "igw", "InternetGatewayID", cloud.State.Gateways.Find)[0];
                return gateway.VpcId == table.VpcId ? id : throw Ec2Errors.InvalidValue($"route table {table.RouteTableId} and network gateway {id} belong to different networks");
            case (null, { } id, null):
                var nic = cloud.State.InterfaceOf(Ids.Find([id], "i", "InstanceID", cloud.State.Instances.Find)[0].InstanceId);
                return nic?.InterfaceId ?? throw new AwsException("InvalidInstanceID", $"There are no interfaces of the instance '{id}'.");
            case (null, null, { } id):
                return Ids.Find([id], "eni", "NetworkInterfaceID", cloud.State.Interfaces.Find)[0].InterfaceId;
            default:
                throw Ec2Errors.InvalidCombination("A route leads to exactly one target; those of the local cloud are an internet gateway, an instance or a network interface.");
        }
    }

    public RouteTable Show(RouteTableRecord table) => new()
    {
        RouteTableId = table.RouteTableId,
        VpcId = table.VpcId,
        OwnerId = cloud.Options.AccountId,
        Routes = [.. table.Routes.Select(Show)],
        Associations =
        [
            .. table.MainAssociationId is null ? Array.Empty<RouteTableAssociation>() : [Association(table, table.MainAssociationId, null)],
            .. table.Subnets.Select(pair => Association(table, pair.Key, pair.Value)),
        ],
        Tags = cloud.State.TagList(table.RouteTableId),
    };

    private static RouteTableAssociation Association(RouteTableRecord table, string id, string? subnetId) => new()
    {
        RouteTableAssociationId = id, RouteTableId = table.RouteTableId, SubnetId = subnetId, Main = subnetId is null, AssociationState = new() { State = "associated" },
    };

    private Route Show(RouteRecord route)
    {
        var shown = new Route { DestinationCidrBlock = route.Destination, State = "active", Origin = route.Target == "local" ? "CreateRouteTable" : "CreateRoute" };
        if (!route.Target.StartsWith("eni-", StringComparison.Ordinal))
        {
            var isThere = route.Target == "local" || cloud.State.Gateways.Find(route.Target)?.VpcId is not null;
            return shown with { GatewayId = route.Target, State = isThere ? "active" : "blackhole" };
        }

        var nic = cloud.State.Interfaces.Find(route.Target);
        return shown with { NetworkInterfaceId = route.Target, InstanceId = nic?.InstanceId, InstanceOwnerId = nic?.InstanceId is null ? null : cloud.Options.AccountId, State = nic is null ? "blackhole" : "active" };
    }
}

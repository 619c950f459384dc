using Baton.Aws.Wire;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Vpcs;

/// <summary>What belongs to every VPC: its default group, its main route table, its default network ACL.</summary>
internal static class VpcParts
{
    /// <summary>Adds what is missing.</summary>
    public static void Complete(CloudContext cloud, VpcRecord vpc)
    {
        var state = cloud.State;
        if (!state.Groups.All.Any(group => group.Name == "default" && group.VpcId == vpc.VpcId))
        {
            AddDefaultGroup(state, vpc.VpcId);
        }

        if (!state.RouteTables.All.Any(table => table.VpcId == vpc.VpcId && table.MainAssociationId is not null))
        {
            state.RouteTables.Put(new() { RouteTableId = Ids.New("rtb"), VpcId = vpc.VpcId, Routes = [new(vpc.Cidr, "local")], MainAssociationId = Ids.New("rtbassoc") });
        }

        if (!state.Acls.All.Any(acl => acl.VpcId == vpc.VpcId && acl.IsDefault))
        {
            state.Acls.Put(new() { AclId = Ids.New("acl"), VpcId = vpc.VpcId, IsDefault = true, Entries = [AllowAll(egress: true), AllowAll(egress: false)] });
        }

        foreach (var subnet in state.Subnets.All.Where(subnet => subnet.VpcId == vpc.VpcId && !state.Acls.All.Any(acl => acl.Subnets.Values.Contains(subnet.SubnetId))))
        {
            var acl = state.Acls.All.First(acl => acl.VpcId == vpc.VpcId && acl.IsDefault);
            state.Acls.Put(acl with { Subnets = new Dictionary<string, string>(acl.Subnets) { [Ids.New("aclassoc")] = subnet.SubnetId } });
        }
    }

    public static RouteTableRecord MainRouteTable(CloudContext cloud, string vpcId) =>
        cloud.State.RouteTables.All.First(table => table.VpcId == vpcId && table.MainAssociationId is not null);

    /// <summary>The default VPC, or AWS's error when there is none.</summary>
    public static VpcRecord Default(CloudContext cloud) =>
        cloud.State.DefaultVpc ?? throw new AwsException("VPCIdNotSpecified", "No default VPC for this user. GroupName is only supported for EC2-Classic and default VPC.");

    private static AclEntry AllowAll(bool egress) => new(100, egress, true, "0.0.0.0/0") { Protocol = "-1" };

    private static void AddDefaultGroup(CloudState state, string vpcId)
    {
        var id = Ids.New("sg");
        state.Groups.Put(new()
        {
            GroupId = id, Name = "default", Description = "default VPC security group", VpcId = vpcId,
            Rules =
            [
                new() { RuleId = Ids.New("sgr"), Egress = false, Protocol = "-1", PeerGroupId = id },
                new() { RuleId = Ids.New("sgr"), Egress = true, Protocol = "-1", Cidr = "0.0.0.0/0" },
            ],
        });
    }
}

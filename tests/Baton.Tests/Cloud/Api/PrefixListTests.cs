using Baton.Aws.Ec2;

namespace Baton.Tests.Cloud.Api;

public sealed class PrefixListTests
{
    [Fact]
    public async Task A_rule_that_names_a_list_lets_in_what_the_list_holds_now()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var list = await MakeAsync(cloud, "192.0.2.0/24");
        var group = (await cloud.SendAsync(new CreateSecurityGroupRequest { GroupName = "web", Description = "web" })).GroupId!;
        var instance = await cloud.LaunchAsync(request => request with { SecurityGroupIds = [group] });
        IEnumerable<string?> Open() => cloud.Server.SimulatedNetwork!.Ports[instance.NetworkInterfaces[0].NetworkInterfaceId!].Rules.Ingress.Select(rule => $"{rule.Cidr}");

        await cloud.SendAsync(new AuthorizeSecurityGroupIngressRequest { GroupId = group, IpPermissions = [new() { IpProtocol = "tcp", FromPort = 443, ToPort = 443, PrefixListIds = [new() { PrefixListIdValue = list }] }] });
        Assert.Equal(["192.0.2.0/24"], Open());
        await cloud.SendAsync(new ModifyManagedPrefixListRequest { PrefixListId = list, CurrentVersion = 1, AddEntries = [new() { Cidr = "198.51.100.7/32" }], RemoveEntries = [new() { Cidr = "192.0.2.0/24" }] });
        Assert.Equal(["198.51.100.7/32"], Open());
        await cloud.SendAsync(new RestoreManagedPrefixListVersionRequest { PrefixListId = list, CurrentVersion = 2, PreviousVersion = 1 });
        Assert.Equal(["192.0.2.0/24"], Open());

        var shown = (await cloud.SendAsync(new DescribeSecurityGroupsRequest { Filters = [new() { Name = "ip-permission.prefix-list-id", Values = [list] }] })).SecurityGroups;
        Assert.Equal(list, Assert.Single(shown).IpPermissions[0].PrefixListIds[0].PrefixListIdValue);
        Assert.Equal(group, Assert.Single((await cloud.SendAsync(new GetManagedPrefixListAssociationsRequest { PrefixListId = list })).PrefixListAssociations).ResourceId);
        Assert.Equal("DependencyViolation", await cloud.RefusedAsync(new DeleteManagedPrefixListRequest { PrefixListId = list }));
        await cloud.SendAsync(new RevokeSecurityGroupIngressRequest { GroupId = group, IpPermissions = shown[0].IpPermissions });
        await cloud.SendAsync(new DeleteManagedPrefixListRequest { PrefixListId = list });
        Assert.Equal("InvalidPrefixListID.NotFound", await cloud.RefusedAsync(new DescribeManagedPrefixListsRequest { PrefixListIds = [list] }));
    }

    [Fact]
    public async Task A_list_is_changed_only_by_who_knows_its_version_and_within_its_size()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var list = await MakeAsync(cloud, "192.0.2.0/24");
        var change = new ModifyManagedPrefixListRequest { PrefixListId = list, CurrentVersion = 1, AddEntries = [new() { Cidr = "10.0.0.0/8" }, new() { Cidr = "11.0.0.0/8" }] };

        Assert.Equal("PrefixListMaxEntriesExceeded", await cloud.RefusedAsync(change));
        Assert.Equal("PrefixListVersionMismatch", await cloud.RefusedAsync(change with { CurrentVersion = 2 }));
        Assert.Equal("InvalidParameterValue", await cloud.RefusedAsync(change with { AddEntries = [new() { Cidr = "10.0.0.0" }] }));
        Assert.Equal(2, (await cloud.SendAsync(change with { MaxEntries = 3 })).PrefixList!.Version);
        await cloud.DownAsync();
        await cloud.UpAsync();
        Assert.Equal(3, (await cloud.SendAsync(new GetManagedPrefixListEntriesRequest { PrefixListId = list })).Entries.Count);
        Assert.Equal("192.0.2.0/24", Assert.Single((await cloud.SendAsync(new GetManagedPrefixListEntriesRequest { PrefixListId = list, TargetVersion = 1 })).Entries).Cidr);
    }

    private static async Task<string> MakeAsync(SimulatedCloud cloud, string cidr) => (await cloud.SendAsync(new CreateManagedPrefixListRequest
    {
        PrefixListName = "offices", AddressFamily = "IPv4", MaxEntries = 2, Entries = [new() { Cidr = cidr, Description = "first" }],
    })).PrefixList!.PrefixListId!;
}

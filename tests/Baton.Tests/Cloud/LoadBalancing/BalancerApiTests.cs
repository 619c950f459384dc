using System.Net;
using Baton.Aws.Elb;
using Baton.Dns;
using Baton.Tests.Cloud.Route53;
using Ec2 = Baton.Aws.Ec2;
using R53 = Baton.Aws.Route53;

namespace Baton.Tests.Cloud.LoadBalancing;

public sealed class BalancerApiTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_load_balancer_that_is_asked_for_again_is_the_same_and_another_one_of_its_name_is_refused()
    {
        await using var room = await BalancerRoom.StartAsync();
        var request = new CreateLoadBalancerInput { Name = "web", Subnets = [.. room.Balancer.AvailabilityZones.Select(zone => zone.SubnetId!)], SecurityGroups = room.Balancer.SecurityGroups };

        Assert.Equal(room.Arn, (await room.Cloud.SendAsync(request)).LoadBalancers[0].LoadBalancerArn);
        Assert.Equal("DuplicateLoadBalancerName", await room.Cloud.RefusedAsync(request with { Scheme = "internal" }));
        Assert.Equal("ValidationError", await room.Cloud.RefusedAsync(request with { Name = "-web" }));
        Assert.Equal("ValidationError", await room.Cloud.RefusedAsync(request with { Name = "other", Subnets = [.. request.Subnets.Take(1)] }));
        Assert.Equal("SubnetNotFound", await room.Cloud.RefusedAsync(request with { Name = "other", Subnets = ["subnet-1"] }));
        Assert.Equal("InvalidSecurityGroup", await room.Cloud.RefusedAsync(request with { Name = "other", SecurityGroups = ["sg-1"] }));
        Assert.Equal("ValidationError", await room.Cloud.RefusedAsync(new CreateLoadBalancerInput()));
        Assert.Equal("LoadBalancerNotFound", await room.Cloud.RefusedAsync(new DescribeLoadBalancersInput { Names = ["nobody"] }));
    }

    [Fact]
    public async Task Its_interfaces_are_its_own_and_keep_what_it_stands_on()
    {
        await using var room = await BalancerRoom.StartAsync();
        var nics = (await room.Cloud.SendAsync(new Ec2.DescribeNetworkInterfacesRequest { Filters = [new() { Name = "requester-managed", Values = ["true"] }] })).NetworkInterfaces;

        Assert.Equal(2, nics.Count);
        Assert.All(nics, nic => Assert.Equal(("in-use", "amazon-elb"), (nic.Status, nic.RequesterId)));
        Assert.Equal("InvalidNetworkInterface.InUse", await room.Cloud.RefusedAsync(new Ec2.DeleteNetworkInterfaceRequest { NetworkInterfaceId = nics[0].NetworkInterfaceId }));
        Assert.Equal("DependencyViolation", await room.Cloud.RefusedAsync(new Ec2.DeleteSecurityGroupRequest { GroupId = room.Balancer.SecurityGroups[0] }));
        Assert.Equal("DependencyViolation", await room.Cloud.RefusedAsync(new Ec2.DeleteSubnetRequest { SubnetId = nics[0].SubnetId }));
    }

    [Fact]
    public async Task Listeners_rules_and_target_groups_are_refused_as_on_AWS()
    {
        await using var room = await BalancerRoom.StartAsync();
        var group = await room.GroupAsync("one");
        var listener = await room.ListenAsync((group, 1));
        var again = new CreateListenerInput { LoadBalancerArn = room.Arn, Protocol = "HTTP", Port = room.Port, DefaultActions = [BalancerRoom.Forward((group, 1))] };
        var rule = new CreateRuleInput { ListenerArn = listener, Priority = 5, Actions = again.DefaultActions, Conditions = [new() { Field = "path-pattern", Values = ["/x"] }] };
        var made = (await room.Cloud.SendAsync(rule)).Rules[0];

        Assert.Equal("DuplicateListener", await room.Cloud.RefusedAsync(again));
        Assert.Equal("ValidationError", await room.Cloud.RefusedAsync(again with { Port = 81, Protocol = "TCP" }));
        Assert.Equal("CertificateNotFound", await room.Cloud.RefusedAsync(again with { Port = 81, Protocol = "HTTPS" }));
        Assert.Equal("PriorityInUse", await room.Cloud.RefusedAsync(rule));
        Assert.Equal("ValidationError", await room.Cloud.RefusedAsync(rule with { Priority = 6, Conditions = [new() { Field = "moon" }] }));
        Assert.Equal("TargetGroupNotFound", await room.Cloud.RefusedAsync(rule with { Priority = 6, Actions = [BalancerRoom.Forward(("arn", 1))] }));
        Assert.Equal("ResourceInUse", await room.Cloud.RefusedAsync(new DeleteTargetGroupInput { TargetGroupArn = group }));
        Assert.Equal("OperationNotPermitted", await room.Cloud.RefusedAsync(new DeleteRuleInput { RuleArn = (await room.Cloud.SendAsync(new DescribeRulesInput { ListenerArn = listener })).Rules[^1].RuleArn }));
        Assert.Equal("5", (await room.Cloud.SendAsync(new SetRulePrioritiesInput { RulePriorities = [new() { RuleArn = made.RuleArn, Priority = 5 }] })).Rules[0].Priority);
        Assert.Equal("InvalidTarget", await room.Cloud.RefusedAsync(new DeregisterTargetsInput { TargetGroupArn = group, Targets = [new() { Id = "127.0.0.9" }] }));
        Assert.Equal("ValidationError", await room.Cloud.RefusedAsync(new RegisterTargetsInput { TargetGroupArn = group, Targets = [new() { Id = "192.0.2.1" }] }));
        Assert.Equal("InvalidConfigurationRequest", await room.Cloud.RefusedAsync(new ModifyTargetGroupAttributesInput { TargetGroupArn = group, Attributes = [new() { Key = "deregistration_delay.timeout_seconds", Value = "4000" }] }));
        await room.Cloud.SendAsync(new ModifyLoadBalancerAttributesInput { LoadBalancerArn = room.Arn, Attributes = [new() { Key = "deletion_protection.enabled", Value = "true" }] });
        Assert.Equal("OperationNotPermitted", await room.Cloud.RefusedAsync(new DeleteLoadBalancerInput { LoadBalancerArn = room.Arn }));
    }

    [Fact]
    public async Task The_name_server_knows_it_by_its_name_and_behind_an_alias()
    {
        await using var room = await BalancerRoom.StartAsync();
        var zone = await room.Cloud.MakeZoneAsync("example.com");
        await room.Cloud.SendAsync(new R53.ChangeResourceRecordSetsRequest
        {
            HostedZoneId = zone,
            ChangeBatch = new()
            {
                Changes = [new() { Action = "CREATE", ResourceRecordSet = new() { Name = "www.example.com", Type = "A", AliasTarget = new() { HostedZoneId = room.Balancer.CanonicalHostedZoneId, DNSName = $"dualstack.{room.Balancer.DNSName}", EvaluateTargetHealth = false } } }],
            },
        });
        await Task.Delay(TimeSpan.FromSeconds(2.2), TimeProvider.System, Cancelled);

        foreach (var name in (string[])[room.Balancer.DNSName!, "www.example.com"])
        {
            var answer = await new DnsAsker(TimeProvider.System).AskAsync(room.Cloud.Server.NameServer, name, DnsType.A, recursive: false, Cancelled);
            Assert.Equal((DnsStatus.NoError, room.Address), (answer.Status, Assert.Single(answer.Answers).Data));
        }
    }
}

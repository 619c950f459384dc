using Baton.Aws.Elb;
using Baton.Cloud.Server;

namespace Baton.Cloud.LoadBalancing.Balancers;

internal sealed class SetSecurityGroups(CloudContext cloud, BalancerBook book) : TypedAction<SetSecurityGroupsInput, SetSecurityGroupsOutput>
{
    protected override Task<SetSecurityGroupsOutput> HandleAsync(SetSecurityGroupsInput request, CancellationToken cancellationToken)
    {
        var balancer = book.Find(request.LoadBalancerArn);
        if (balancer is { IsNetwork: true, GroupIds: [] })
        {
            throw ElbErrors.Configuration("You cannot set security groups of a network load balancer that was created without any.");
        }

        var groups = book.Groups(request.SecurityGroups, balancer.VpcId, balancer.IsNetwork);
        cloud.State.Balancers.Put(balancer with { GroupIds = groups });
        foreach (var nic in cloud.State.InterfacesByBalancer[balancer.Arn])
        {
            cloud.State.Interfaces.Put(nic with { GroupIds = groups });
        }

        return Task.FromResult(new SetSecurityGroupsOutput { SecurityGroupIds = groups });
    }
}

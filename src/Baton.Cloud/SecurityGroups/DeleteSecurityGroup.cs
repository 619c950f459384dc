using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Server;

namespace Baton.Cloud.SecurityGroups;

internal sealed class DeleteSecurityGroup(CloudContext cloud, GroupBook book) : TypedAction<DeleteSecurityGroupRequest, EmptyResponse>
{
    protected override void Check(DeleteSecurityGroupRequest request)
    {
        var group = book.Find(request.GroupId, request.GroupName);
        if (group.Name == "default")
        {
            throw new AwsException("CannotDelete", $"the specified group: \"{group.GroupId}\" name: \"default\" cannot be deleted by a user");
        }

        var isMember = cloud.State.Interfaces.All.Any(nic => nic.GroupIds.Contains(group.GroupId));
        var isNamed = cloud.State.Groups.All.Any(other => other.GroupId != group.GroupId && other.Rules.Any(rule => rule.PeerGroupId == group.GroupId));
        if (isMember || isNamed)
        {
            throw Ec2Errors.Dependency($"resource {group.GroupId} has a dependent object");
        }
    }

    protected override Task<EmptyResponse> HandleAsync(DeleteSecurityGroupRequest request, CancellationToken cancellationToken)
    {
        var group = book.Find(request.GroupId, request.GroupName);
        cloud.State.Groups.Remove(group.GroupId);
        foreach (var id in group.Rules.Select(rule => rule.RuleId).Append(group.GroupId))
        {
            cloud.State.TagsOf.Remove(id);
        }

        return Task.FromResult(new EmptyResponse());
    }
}

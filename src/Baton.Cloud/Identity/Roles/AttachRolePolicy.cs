using Baton.Aws.Iam;
using Baton.Aws.Wire;
using Baton.Cloud.Server;

namespace Baton.Cloud.Identity.Roles;

internal sealed class AttachRolePolicy(CloudContext cloud, RoleBook book) : TypedAction<AttachRolePolicyRequest, EmptyResponse>
{
    private const int MostPolicies = 20;

    public override string? Missing => "any ARN is taken for a policy's";

    protected override Task<EmptyResponse> HandleAsync(AttachRolePolicyRequest request, CancellationToken cancellationToken)
    {
        var role = book.Find(request.RoleName);
        if (!request.PolicyArn!.StartsWith("arn:", StringComparison.Ordinal))
        {
            throw new AwsException("InvalidInput", $"ARN {request.PolicyArn} is not valid.");
        }

        var attached = role.Attached.Append(request.PolicyArn).Distinct().ToList();
        cloud.State.Roles.Put(attached.Count <= MostPolicies ? role with { Attached = attached } : throw IamErrors.Limit($"Cannot exceed quota for PoliciesPerRole: {MostPolicies}"));
        return Task.FromResult(new EmptyResponse());
    }
}

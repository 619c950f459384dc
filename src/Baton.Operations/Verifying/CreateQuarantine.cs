using System.Text.Json.Serialization.Metadata;
using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Engine.Problems;
using Baton.Engine.Steps;
using Baton.Operations.Cloud;
using Baton.Operations.Problems;
using Baton.Operations.Steps;

namespace Baton.Operations.Verifying;

/// <summary>A security group of its own for the copy.</summary>
internal sealed class CreateQuarantine(PlanScope scope, string vpcId) : Step<CreateQuarantine.Result>
{
    private static readonly TimeSpan DeleteBudget = TimeSpan.FromMinutes(5);

    public override string Name => "create-quarantine";

    protected override JsonTypeInfo<Result> OutputType => OperationJson.Default.CreateQuarantineResult;

    public override StepDescription Describe() => new() { Changes = "Create a security group for the copy", Undo = "delete it" };

    protected override async Task<Result> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        // The name is the client token that CreateSecurityGroup does not have: unique in the VPC.
        if (await FindAsync(context, cancellationToken) is { } existing)
        {
            return new(existing.GroupId!);
        }

        var answer = await scope.Ec2.SendAsync(
            new CreateSecurityGroupRequest
            {
                GroupName = NameOf(context),
                Description = "Quarantine of a copy that Baton verifies",
                VpcId = vpcId,
                TagSpecifications = [RunTags.On("security-group", RunTags.Of(context, NameOf(context)))],
            },
            cancellationToken);
        return new(answer.GroupId!);
    }

    protected override async Task<Result?> LookAsync(StepContext context, CancellationToken cancellationToken) =>
        await scope.Ec2.LookPatientlyAsync(() => FindAsync(context, cancellationToken), cancellationToken) is { } found ? new(found.GroupId!) : null;

    protected override Task TakeBackAsync(Result output, StepContext context, CancellationToken cancellationToken) => DeleteAsync(scope, output.GroupId, cancellationToken);

    /// <summary>A group is in use for a while after the instance in it has ended.</summary>
    public static async Task DeleteAsync(PlanScope scope, string groupId, CancellationToken cancellationToken)
    {
        _ = await scope.Ec2.WaitAsync(
            async () =>
            {
                try
                {
                    await scope.Services.Aws.SendAsync(new DeleteSecurityGroupRequest { GroupId = groupId }, cancellationToken);
                    return "deleted";
                }
                catch (AwsException error) when (Ec2.IsGone(error))
                {
                    return "gone";
                }
                catch (AwsException error) when (error.Code == "DependencyViolation")
                {
                    return null;
                }
            },
            DeleteBudget,
            cancellationToken) ?? throw new BatonException(OperationProblems.TookTooLong($"The end of security group {groupId}", DeleteBudget));
    }

    private static string NameOf(StepContext context) => $"baton-quarantine-{context.RunId}";

    private async Task<SecurityGroup?> FindAsync(StepContext context, CancellationToken cancellationToken) =>
        await scope.Ec2.GroupsAsync([new() { Name = "group-name", Values = [NameOf(context)] }, new() { Name = "vpc-id", Values = [vpcId] }], cancellationToken)
            is [var group, ..] ? group : null;

    internal sealed record Result(string GroupId);
}

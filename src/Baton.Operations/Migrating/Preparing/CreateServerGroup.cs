using System.Text.Json.Serialization.Metadata;
using Baton.Aws.Ec2;
using Baton.Engine.Steps;
using Baton.Operations.Cloud;
using Baton.Operations.Steps;
using Baton.Operations.Verifying;

namespace Baton.Operations.Migrating.Preparing;

/// <summary>The new server's own security group; what may come in is the next step's.</summary>
internal sealed class CreateServerGroup(PlanScope scope, PrepareArguments arguments) : Step<CreateQuarantine.Result>
{
    public override string Name => "create-group";

    protected override JsonTypeInfo<CreateQuarantine.Result> OutputType => OperationJson.Default.CreateQuarantineResult;

    public override StepDescription Describe() => new() { Changes = "Create a security group for the new server", Undo = "delete it" };

    protected override async Task<CreateQuarantine.Result> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        // The name is the client token that CreateSecurityGroup does not have: unique in the VPC.
        if (await FindAsync(context, cancellationToken) is { } existing)
        {
            return existing;
        }

        var answer = await scope.Ec2.SendAsync(
            new CreateSecurityGroupRequest
            {
                GroupName = NameOf(context),
                Description = $"{arguments.Source.Name}, migrated by Baton",
                VpcId = arguments.VpcId,
                TagSpecifications = [RunTags.On("security-group", RunTags.Of(context, arguments.Source.Name))],
            },
            cancellationToken);
        return new(answer.GroupId!);
    }

    protected override Task<CreateQuarantine.Result?> LookAsync(StepContext context, CancellationToken cancellationToken) =>
        scope.Ec2.LookPatientlyAsync(() => FindAsync(context, cancellationToken), cancellationToken);

    protected override Task TakeBackAsync(CreateQuarantine.Result output, StepContext context, CancellationToken cancellationToken) =>
        CreateQuarantine.DeleteAsync(scope, output.GroupId, cancellationToken);

    private static string NameOf(StepContext context) => $"baton-{context.RunId}";

    private async Task<CreateQuarantine.Result?> FindAsync(StepContext context, CancellationToken cancellationToken) =>
        await scope.Ec2.GroupsAsync([new() { Name = "group-name", Values = [NameOf(context)] }, new() { Name = "vpc-id", Values = [arguments.VpcId] }], cancellationToken)
            is [var group, ..] ? new(group.GroupId!) : null;
}

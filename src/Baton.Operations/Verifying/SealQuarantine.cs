using System.Text.Json.Serialization.Metadata;
using Baton.Aws.Ec2;
using Baton.Engine.Steps;
using Baton.Operations.Steps;

namespace Baton.Operations.Verifying;

/// <summary>Nothing gets out of the quarantine: a copy of a production server must not reach anybody.</summary>
internal sealed class SealQuarantine(PlanScope scope, Output<CreateQuarantine.Result> group) : Step<Done>
{
    public override string Name => "seal-quarantine";

    protected override JsonTypeInfo<Done> OutputType => OperationJson.Default.Done;

    public override StepDescription Describe() => new() { Changes = "Take from the group the rule that lets everything out" };

    protected override async Task<Done> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var groups = await scope.Ec2.GroupsAsync([new() { Name = "group-id", Values = [group.Value.GroupId] }], cancellationToken);
        foreach (var permission in groups.SelectMany(found => found.IpPermissionsEgress))
        {
            await scope.Ec2.SendUnlessGoneAsync(
                new RevokeSecurityGroupEgressRequest { GroupId = group.Value.GroupId, IpPermissions = [permission] }, cancellationToken);
        }

        return new(group.Value.GroupId);
    }

    protected override Task<Done?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<Done?>(null);

    // The group goes away as a whole.
    protected override Task TakeBackAsync(Done output, StepContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}

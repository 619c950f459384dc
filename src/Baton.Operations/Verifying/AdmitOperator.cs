using System.Text.Json.Serialization.Metadata;
using Baton.Aws.Client;
using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Engine.Problems;
using Baton.Engine.Steps;
using Baton.Operations.Cloud;
using Baton.Operations.Steps;

namespace Baton.Operations.Verifying;

/// <summary>The operator, and nobody else, reaches the copy over SSH.</summary>
internal sealed class AdmitOperator(PlanScope scope, Output<CreateQuarantine.Result> group, int port, string cidr) : Step<Done>
{
    public override string Name => "admit-operator";

    protected override JsonTypeInfo<Done> OutputType => OperationJson.Default.Done;

    public override StepDescription Describe() => new() { Changes = $"Let SSH from {cidr} into the group, and nothing else" };

    protected override async Task<Done> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        try
        {
            await scope.Services.Aws.SendAsync(
                new AuthorizeSecurityGroupIngressRequest
                {
                    GroupId = group.Value.GroupId,
                    IpPermissions = [new() { IpProtocol = "tcp", FromPort = port, ToPort = port, IpRanges = [new() { CidrIp = cidr, Description = "Baton: the operator" }] }],
                    TagSpecifications = [RunTags.On("security-group-rule", RunTags.Of(context, "operator"))],
                },
                cancellationToken);
        }
        catch (AwsException error) when (error.Code == "InvalidPermission.Duplicate")
        {
            // An earlier try made it: the group is this run's own.
        }
        catch (AwsException error)
        {
            throw new BatonException(AwsProblems.From(error), error);
        }

        return new(group.Value.GroupId);
    }

    protected override Task<Done?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<Done?>(null);

    protected override Task TakeBackAsync(Done output, StepContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}

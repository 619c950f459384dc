using System.Text.Json.Serialization.Metadata;
using Baton.Aws.Client;
using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Engine.Problems;
using Baton.Engine.Steps;
using Baton.Operations.Cloud;
using Baton.Operations.Steps;
using Baton.Operations.Verifying;

namespace Baton.Operations.Migrating.Preparing;

/// <summary>What the world needs comes in, and SSH from the operator's address only.</summary>
internal sealed class OpenPorts(PlanScope scope, PrepareArguments arguments, Output<CreateQuarantine.Result> group) : Step<Done>
{
    public override string Name => "open-ports";

    protected override JsonTypeInfo<Done> OutputType => OperationJson.Default.Done;

    public override StepDescription Describe() => new()
    {
        Changes = $"Let port {string.Join(", ", arguments.Source.Options.Target.OpenPorts)} in from everywhere, and SSH from {arguments.OperatorCidr}",
        Undo = "goes with the group",
    };

    protected override async Task<Done> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var tags = RunTags.On("security-group-rule", RunTags.Of(context, arguments.Source.Name));
        IpPermission[] permissions =
        [
            .. arguments.Source.Options.Target.OpenPorts.Select(port => Permission(port, "0.0.0.0/0", "everybody")),
            Permission(arguments.Source.Options.Ssh.Port, arguments.OperatorCidr, "Baton: the operator"),
        ];
        foreach (var permission in permissions)
        {
            try
            {
                await scope.Services.Aws.SendAsync(
                    new AuthorizeSecurityGroupIngressRequest { GroupId = group.Value.GroupId, IpPermissions = [permission], TagSpecifications = [tags] }, cancellationToken);
            }
            catch (AwsException error) when (error.Code == "InvalidPermission.Duplicate")
            {
                // An earlier try made it: the group is this run's own.
            }
            catch (AwsException error)
            {
                throw new BatonException(AwsProblems.From(error), error);
            }
        }

        return new(group.Value.GroupId);
    }

    protected override Task<Done?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<Done?>(null);

    protected override Task TakeBackAsync(Done output, StepContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    private static IpPermission Permission(int port, string cidr, string description) =>
        new() { IpProtocol = "tcp", FromPort = port, ToPort = port, IpRanges = [new() { CidrIp = cidr, Description = description }] };
}

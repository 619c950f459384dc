using System.Text.Json.Serialization.Metadata;
using Baton.Aws.Client;
using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Engine.Problems;
using Baton.Engine.Steps;
using Baton.Operations.Cloud;
using Baton.Operations.Steps;
using Baton.Operations.Verifying;

namespace Baton.Operations.Migrating.Testing;

/// <summary>People try the copy by its public ports: those whom the operator names, and not the world.</summary>
internal sealed class AdmitTesters(PlanScope scope, Output<CreateQuarantine.Result> group, IReadOnlyList<int> ports, IReadOnlyList<string> from) : Step<Done>
{
    public override string Name => "admit-testers";

    protected override JsonTypeInfo<Done> OutputType => OperationJson.Default.Done;

    public override StepDescription Describe() => new() { Changes = $"Let {string.Join(", ", from)} reach port {string.Join(", ", ports)} of the copy" };

    protected override async Task<Done> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        foreach (var port in ports)
        {
            foreach (var block in from)
            {
                await AdmitAsync(port, block, context, cancellationToken);
            }
        }

        return new(group.Value.GroupId);
    }

    protected override Task<Done?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<Done?>(null);

    // The group goes away as a whole.
    protected override Task TakeBackAsync(Done output, StepContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task AdmitAsync(int port, string block, StepContext context, CancellationToken cancellationToken)
    {
        var permission = new IpPermission { IpProtocol = "tcp", FromPort = port, ToPort = port };
        try
        {
            await scope.Services.Aws.SendAsync(
                new AuthorizeSecurityGroupIngressRequest
                {
                    GroupId = group.Value.GroupId,
                    IpPermissions =
                    [
                        block.Contains(':', StringComparison.Ordinal)
                            ? permission with { Ipv6Ranges = [new() { CidrIpv6 = block, Description = "Baton: testers" }] }
                            : permission with { IpRanges = [new() { CidrIp = block, Description = "Baton: testers" }] },
                    ],
                    TagSpecifications = [RunTags.On("security-group-rule", RunTags.Of(context, "testers"))],
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
    }
}

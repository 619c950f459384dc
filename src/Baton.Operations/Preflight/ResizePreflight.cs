using Baton.Aws.Client;
using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Engine.Problems;
using Baton.Hosts.Postgres;
using Baton.Operations.Cloud;
using Baton.Operations.Configuration;
using Baton.Operations.Discovery;

namespace Baton.Operations.Preflight;

/// <summary>All that is in the way of a resize, at once.</summary>
internal sealed class ResizePreflight(OperationServices services)
{
    // The log of a quiet hour; while it runs a resize watches the free space itself and gives up in time.
    private const long RoomForLog = 384L << 20;

    private readonly Ec2 _ec2 = new(services);

    public async Task<(string? Type, IReadOnlyList<Problem> Problems)> CheckAsync(
        ServerOptions options, ServerModel? server, ResizeRequest request, CancellationToken cancellationToken)
    {
        var problems = ServerPreflight.Check(options).ToList();
        if (options.Services is not [] && options.Gate.Ports is [])
        {
            problems.Add(PreflightProblems.NoGate(options.Name));
        }

        if (server is null)
        {
            return (null, problems);
        }

        problems.AddRange(ServerPreflight.Check(server));
        problems.AddRange(server.Options.Consistency == ConsistencyLevel.Shutdown
            ? [PreflightProblems.ConsistencyNotPossible("shutdown", "a resize copies the server while it runs")]
            : ImagePreflight.Consistency(server));
        problems.AddRange(Check(server));
        problems.AddRange(server.Postgres is { } postgres ? PostgresProblems.InTheWayOfAStandby(server.ToString(), postgres, RoomForLog) : []);
        var (type, found) = await ChooseAsync(server, request, cancellationToken);
        problems.AddRange(found);
        problems.AddRange(await RoomAsync(server, cancellationToken));
        if (type is not null && found is [])
        {
            problems.AddRange(await DryRunAsync(server, type, cancellationToken));
        }

        return (type, problems);
    }

    private static IEnumerable<Problem> Check(ServerModel server)
    {
        var name = server.ToString();
        var instance = server.Instance;
        if (instance.Elastic is null && instance.PublicAddress is { } address && !server.Options.Launch.AcceptAddressChange)
        {
            yield return PreflightProblems.AddressWouldChange(name, address);
        }

        if (instance.NetworkInterfaces > 1)
        {
            yield return PreflightProblems.MoreInterfaces(name, instance.NetworkInterfaces);
        }

        if (instance.Spot)
        {
            yield return PreflightProblems.Spot(name);
        }

        if (instance.AutoScalingGroup is { } group)
        {
            yield return PreflightProblems.InAutoScalingGroup(name, group);
        }
    }

    private async Task<(string? Type, IReadOnlyList<Problem> Problems)> ChooseAsync(ServerModel server, ResizeRequest request, CancellationToken cancellationToken)
    {
        var types = await services.Aws.AllAsync(
            new DescribeInstanceTypesRequest(), answer => answer.InstanceTypes, cancellationToken);
        var offerings = await services.Aws.AllAsync(
            new DescribeInstanceTypeOfferingsRequest
            {
                LocationType = "availability-zone",
                Filters = [new() { Name = "location", Values = [server.Instance.AvailabilityZone] }],
            },
            answer => answer.InstanceTypeOfferings,
            cancellationToken);
        return new InstanceTypeChoice(types, offerings.Select(offering => offering.InstanceType!).ToHashSet()).Choose(server.Instance, request);
    }

    private async Task<IReadOnlyList<Problem>> RoomAsync(ServerModel server, CancellationToken cancellationToken)
    {
        var answer = await _ec2.SendAsync(new DescribeSubnetsRequest { Filters = [new() { Name = "subnet-id", Values = [server.Instance.SubnetId] }] }, cancellationToken);
        return answer.Subnets is [{ AvailableIpAddressCount: 0 }] ? [PreflightProblems.SubnetFull(server.Instance.SubnetId)] : [];
    }

    /// <summary>Permission and quota, asked without an effect.</summary>
    private async Task<IReadOnlyList<Problem>> DryRunAsync(ServerModel server, string type, CancellationToken cancellationToken)
    {
        var images = await _ec2.InstancesAsync([new() { Name = "instance-id", Values = [server.InstanceId] }], cancellationToken);
        try
        {
            await services.Aws.SendAsync(
                new RunInstancesRequest
                {
                    DryRun = true,
                    ImageId = images[0].ImageId,
                    InstanceType = type,
                    MinCount = 1,
                    MaxCount = 1,
                    SubnetId = server.Instance.SubnetId,
                    SecurityGroupIds = server.Instance.SecurityGroupIds,
                    KeyName = server.Instance.KeyName,
                },
                cancellationToken);
            return [];
        }
        catch (AwsException error) when (error.Code == "DryRunOperation" || error.Code.StartsWith("InvalidAMIID", StringComparison.Ordinal))
        {
            // "It would have succeeded"; or the image that the server was once made of is gone, which says nothing about the one to come.
            return [];
        }
        catch (AwsException error)
        {
            return [AwsProblems.From(error)];
        }
    }
}

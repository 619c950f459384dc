using System.Text;
using Baton.Aws.Client;
using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Engine.Problems;
using Baton.Operations.Problems;

namespace Baton.Operations.Cloud;

/// <summary>The look-ups and waits that steps share. What was made a moment ago may not be found yet: waits tolerate that.</summary>
internal sealed class Ec2(OperationServices services)
{
    public TimeProvider Time { get; } = services.Time;

    /// <summary>Sends; what AWS refuses becomes a problem for the operator.</summary>
    public async Task<TResponse> SendAsync<TRequest, TResponse>(IAwsRequest<TRequest, TResponse> request, CancellationToken cancellationToken)
        where TRequest : class, IAwsRequest<TRequest, TResponse>, new()
        where TResponse : class, IShape<TResponse>, new()
    {
        try
        {
            return await services.Aws.SendAsync(request, cancellationToken);
        }
        catch (AwsException error)
        {
            throw new BatonException(AwsProblems.From(error), error);
        }
    }

    /// <summary>Sends a request whose thing may be gone already, which is then as good.</summary>
    public async Task SendUnlessGoneAsync<TRequest, TResponse>(IAwsRequest<TRequest, TResponse> request, CancellationToken cancellationToken)
        where TRequest : class, IAwsRequest<TRequest, TResponse>, new()
        where TResponse : class, IShape<TResponse>, new()
    {
        try
        {
            await services.Aws.SendAsync(request, cancellationToken);
        }
        catch (AwsException error) when (IsGone(error))
        {
            // Somebody, perhaps an earlier try of ours, has taken it away: that is what was wanted.
        }
        catch (AwsException error)
        {
            throw new BatonException(AwsProblems.From(error), error);
        }
    }

    public static bool IsGone(AwsException error) =>
        error.Code.EndsWith(".NotFound", StringComparison.Ordinal) || error.Code is "InvalidAMIID.Unavailable" or "InvalidAssociationID.NotFound";

    public async Task<Instance?> FindInstanceAsync(string instanceId, CancellationToken cancellationToken)
    {
        var found = await InstancesAsync([new() { Name = "instance-id", Values = [instanceId] }], cancellationToken);
        return found is [var instance, ..] ? instance : null;
    }

    public async Task<Instance> InstanceAsync(string instanceId, CancellationToken cancellationToken) =>
        await FindInstanceAsync(instanceId, cancellationToken) ?? throw new BatonException(OperationProblems.InstanceUnknown(instanceId));

    /// <summary>By filter rather than by id, since a filter that finds nothing is an empty answer and not an error.</summary>
    public async Task<IReadOnlyList<Instance>> InstancesAsync(IReadOnlyList<Filter> filters, CancellationToken cancellationToken)
    {
        List<Instance> found = [];
        string? next = null;
        do
        {
            var answer = await SendAsync(new DescribeInstancesRequest { Filters = filters, NextToken = next }, cancellationToken);
            found.AddRange(answer.Reservations.SelectMany(reservation => reservation.Instances));
            next = answer.NextToken;
        }
        while (!string.IsNullOrEmpty(next));
        return found;
    }

    public async Task<IReadOnlyList<Snapshot>> SnapshotsAsync(IReadOnlyList<Filter> filters, CancellationToken cancellationToken)
    {
        List<Snapshot> found = [];
        string? next = null;
        do
        {
            var answer = await SendAsync(new DescribeSnapshotsRequest { Filters = filters, OwnerIds = ["self"], NextToken = next }, cancellationToken);
            found.AddRange(answer.Snapshots);
            next = answer.NextToken;
        }
        while (!string.IsNullOrEmpty(next));
        return found;
    }

    public async Task<IReadOnlyList<Image>> ImagesAsync(IReadOnlyList<Filter> filters, CancellationToken cancellationToken) =>
        (await SendAsync(new DescribeImagesRequest { Filters = filters, Owners = ["self"] }, cancellationToken)).Images;

    public async Task<Image?> FindImageAsync(string imageId, CancellationToken cancellationToken) =>
        (await SendAsync(new DescribeImagesRequest { Filters = [new() { Name = "image-id", Values = [imageId] }] }, cancellationToken)).Images is [var image, ..] ? image : null;

    public async Task<IReadOnlyList<Volume>> VolumesAsync(IReadOnlyList<Filter> filters, CancellationToken cancellationToken)
    {
        List<Volume> found = [];
        string? next = null;
        do
        {
            var answer = await SendAsync(new DescribeVolumesRequest { Filters = filters, NextToken = next }, cancellationToken);
            found.AddRange(answer.Volumes);
            next = answer.NextToken;
        }
        while (!string.IsNullOrEmpty(next));
        return found;
    }

    /// <summary>What a machine has printed on its console since it booted; empty while there is nothing.</summary>
    public async Task<string> ConsoleAsync(string instanceId, CancellationToken cancellationToken)
    {
        var console = (await SendAsync(new GetConsoleOutputRequest { InstanceId = instanceId }, cancellationToken)).Output;
        return string.IsNullOrEmpty(console) ? "" : Encoding.UTF8.GetString(Convert.FromBase64String(console));
    }

    public async Task<IReadOnlyList<SecurityGroup>> GroupsAsync(IReadOnlyList<Filter> filters, CancellationToken cancellationToken) =>
        (await SendAsync(new DescribeSecurityGroupsRequest { Filters = filters }, cancellationToken)).SecurityGroups;

    /// <summary>Asks until the answer is there or the time is over; null when it is over.</summary>
    public async Task<T?> WaitAsync<T>(Func<Task<T?>> ask, TimeSpan budget, CancellationToken cancellationToken)
        where T : class
    {
        var began = Time.GetTimestamp();
        while (true)
        {
            if (await ask() is { } answer)
            {
                return answer;
            }

            if (Time.GetElapsedTime(began) >= budget)
            {
                return null;
            }

            await Task.Delay(services.AwsPeriod, Time, cancellationToken);
        }
    }

    /// <summary>Looks for what an earlier try may have made, and looks again for a moment: EC2's look-ups lag behind its effects.</summary>
    public Task<T?> LookPatientlyAsync<T>(Func<Task<T?>> look, CancellationToken cancellationToken)
        where T : class => WaitAsync(look, services.LookPatience, cancellationToken);

    public Task<Instance?> WaitForStateAsync(string instanceId, string state, TimeSpan budget, CancellationToken cancellationToken) =>
        WaitAsync(
            async () =>
            {
                var instance = await FindInstanceAsync(instanceId, cancellationToken);

                // A terminated instance disappears from look-ups after a while.
                return instance is null && state == "terminated" ? new Instance { InstanceId = instanceId } : instance?.State?.Name == state ? instance : null;
            },
            budget,
            cancellationToken);
}

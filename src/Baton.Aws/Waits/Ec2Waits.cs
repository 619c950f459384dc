using Baton.Aws.Client;
using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Engine.Problems;

namespace Baton.Aws.Waits;

/// <summary>
/// Waits for states of EC2. A thing that is not found yet is waited for, one that can no longer get there ends the wait at once with AWS's reason,
/// and past the budget the problem says what was seen last.
/// </summary>
public sealed class Ec2Waits(AwsClient client, TimeProvider time)
{
    public Task<Instance> InstanceRunningAsync(string instanceId, WaitOptions options, CancellationToken cancellationToken) =>
        InstanceAsync(instanceId, "running", ["shutting-down", "terminated", "stopping", "stopped"], options, cancellationToken);

    public Task<Instance> InstanceStoppedAsync(string instanceId, WaitOptions options, CancellationToken cancellationToken) =>
        InstanceAsync(instanceId, "stopped", ["shutting-down", "terminated"], options, cancellationToken);

    /// <summary>An instance that EC2 no longer knows has been terminated for a while.</summary>
    public async Task InstanceTerminatedAsync(string instanceId, WaitOptions options, CancellationToken cancellationToken) =>
        await UntilAsync<Instance>(
            instanceId,
            "terminated",
            async () => await FindInstanceAsync(instanceId, cancellationToken) switch
            {
                null => Sight<Instance>.Reached(new() { InstanceId = instanceId }, "gone"),
                { State.Name: "terminated" } instance => Sight<Instance>.Reached(instance, "terminated"),
                { } instance => Sight<Instance>.NotYet(instance.State?.Name ?? "unknown"),
            },
            options,
            cancellationToken);

    /// <summary>Both status checks, of the system and of the instance, have passed.</summary>
    public Task<InstanceStatus> InstanceStatusOkAsync(string instanceId, WaitOptions options, CancellationToken cancellationToken) =>
        UntilAsync(
            instanceId,
            "ok",
            async () =>
            {
                var answer = await UnlessUnknownAsync(new DescribeInstanceStatusRequest { InstanceIds = [instanceId], IncludeAllInstances = true }, cancellationToken);
                return First(answer?.InstanceStatuses) switch
                {
                    null => Sight<InstanceStatus>.Unknown,
                    { InstanceState.Name: "shutting-down" or "terminated" or "stopping" or "stopped" } status => Sight<InstanceStatus>.Hopeless(status.InstanceState.Name),
                    { SystemStatus.Status: "ok", InstanceStatusValue.Status: "ok" } status => Sight<InstanceStatus>.Reached(status, "ok"),
                    { } status => Sight<InstanceStatus>.NotYet($"system {status.SystemStatus?.Status ?? "unknown"}, instance {status.InstanceStatusValue?.Status ?? "unknown"}"),
                };
            },
            options,
            cancellationToken);

    public Task<Snapshot> SnapshotCompletedAsync(string snapshotId, WaitOptions options, CancellationToken cancellationToken) =>
        UntilAsync(
            snapshotId,
            "completed",
            async () =>
            {
                var answer = await UnlessUnknownAsync(new DescribeSnapshotsRequest { SnapshotIds = [snapshotId] }, cancellationToken);
                return First(answer?.Snapshots) switch
                {
                    null => Sight<Snapshot>.Unknown,
                    { State: "completed" } snapshot => Sight<Snapshot>.Reached(snapshot, "completed"),
                    { State: "error" } snapshot => Sight<Snapshot>.Hopeless(WithReason("error", snapshot.StateMessage)),
                    { } snapshot => Sight<Snapshot>.NotYet(string.IsNullOrEmpty(snapshot.Progress) ? snapshot.State ?? "unknown" : snapshot.Progress),
                };
            },
            options,
            cancellationToken);

    public Task<Image> ImageAvailableAsync(string imageId, WaitOptions options, CancellationToken cancellationToken) =>
        UntilAsync(
            imageId,
            "available",
            async () =>
            {
                var answer = await UnlessUnknownAsync(new DescribeImagesRequest { ImageIds = [imageId] }, cancellationToken);
                return First(answer?.Images) switch
                {
                    null => Sight<Image>.Unknown,
                    { State: "available" } image => Sight<Image>.Reached(image, "available"),
                    { State: "failed" or "error" or "invalid" or "deregistered" } image => Sight<Image>.Hopeless(WithReason(image.State, image.StateReason?.Message)),
                    { } image => Sight<Image>.NotYet(image.State ?? "unknown"),
                };
            },
            options,
            cancellationToken);

    /// <summary>Made, or detached again.</summary>
    public Task<Volume> VolumeAvailableAsync(string volumeId, WaitOptions options, CancellationToken cancellationToken) =>
        VolumeAsync(volumeId, volume => volume.State == "available", "available", options, cancellationToken);

    public Task<Volume> VolumeAttachedAsync(string volumeId, WaitOptions options, CancellationToken cancellationToken) =>
        VolumeAsync(volumeId, volume => volume is { State: "in-use", Attachments: [{ State: "attached" }, ..] }, "attached", options, cancellationToken);

    private Task<Instance> InstanceAsync(string instanceId, string wanted, string[] hopeless, WaitOptions options, CancellationToken cancellationToken)
    {
        // "stopped" right after StartInstances, and "running" right after StopInstances, may be an answer from before the call.
        var moved = false;
        return UntilAsync(
            instanceId,
            wanted,
            async () =>
            {
                var instance = await FindInstanceAsync(instanceId, cancellationToken);
                var state = instance?.State?.Name ?? "unknown";
                moved |= state is "pending" or "stopping" or "shutting-down";
                if (instance is null)
                {
                    return Sight<Instance>.Unknown;
                }

                if (state == wanted)
                {
                    return Sight<Instance>.Reached(instance, state);
                }

                var final = state is "terminated" or "shutting-down" || (moved && hopeless.Contains(state));
                return final ? Sight<Instance>.Hopeless(WithReason(state, instance.StateReason?.Message)) : Sight<Instance>.NotYet(state);
            },
            options,
            cancellationToken);
    }

    private Task<Volume> VolumeAsync(string volumeId, Func<Volume, bool> reached, string wanted, WaitOptions options, CancellationToken cancellationToken) =>
        UntilAsync(
            volumeId,
            wanted,
            async () =>
            {
                var answer = await UnlessUnknownAsync(new DescribeVolumesRequest { VolumeIds = [volumeId] }, cancellationToken);
                return First(answer?.Volumes) switch
                {
                    null => Sight<Volume>.Unknown,
                    { } volume when reached(volume) => Sight<Volume>.Reached(volume, wanted),
                    { State: "error" or "deleting" or "deleted" } volume => Sight<Volume>.Hopeless(volume.State),
                    { } volume => Sight<Volume>.NotYet(volume.State ?? "unknown"),
                };
            },
            options,
            cancellationToken);

    private async Task<Instance?> FindInstanceAsync(string instanceId, CancellationToken cancellationToken)
    {
        var answer = await UnlessUnknownAsync(new DescribeInstancesRequest { InstanceIds = [instanceId] }, cancellationToken);
        return answer?.Reservations.SelectMany(reservation => reservation.Instances).FirstOrDefault();
    }

    private async Task<TResponse?> UnlessUnknownAsync<TRequest, TResponse>(IAwsRequest<TRequest, TResponse> request, CancellationToken cancellationToken)
        where TRequest : class, IAwsRequest<TRequest, TResponse>, new()
        where TResponse : class, IShape<TResponse>, new()
    {
        try
        {
            return await client.SendAsync(request, cancellationToken);
        }
        catch (AwsException error) when (error.IsNotFound)
        {
            return null;
        }
        catch (AwsException error)
        {
            throw new BatonException(AwsProblems.From(error), error);
        }
    }

    private async Task<T> UntilAsync<T>(string id, string wanted, Func<Task<Sight<T>>> look, WaitOptions options, CancellationToken cancellationToken)
        where T : class
    {
        var began = time.GetTimestamp();
        var period = options.FirstPeriod;
        string? told = null;
        while (true)
        {
            var sight = await look();
            if (sight.State != told)
            {
                told = sight.State;
                options.Seen?.Invoke(told);
            }

            if (sight.Result is { } result)
            {
                return result;
            }

            var elapsed = time.GetElapsedTime(began);
            if (sight.IsHopeless || (sight.IsUnknown && elapsed >= options.UnknownGrace))
            {
                throw new BatonException(AwsProblems.NeverReached(id, wanted, sight.State));
            }

            if (elapsed >= options.Budget)
            {
                throw new BatonException(AwsProblems.WaitTooLong(id, wanted, sight.State, options.Budget));
            }

            await Task.Delay(period, time, cancellationToken);
            period = TimeSpan.FromTicks(Math.Min(period.Ticks * 3 / 2, options.LongestPeriod.Ticks));
        }
    }

    private static T? First<T>(IReadOnlyList<T>? found)
        where T : class => found is [var first, ..] ? first : null;

    private static string WithReason(string? state, string? reason) => string.IsNullOrEmpty(reason) ? state ?? "unknown" : $"{state}: {reason}";
}

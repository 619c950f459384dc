using System.Text.Json.Serialization.Metadata;
using Baton.Engine.Problems;
using Baton.Engine.Steps;
using Baton.Hosts.Discovery;
using Baton.Hosts.Ssh;
using Baton.Operations.Cloud;
using Baton.Operations.Problems;
using Baton.Operations.Steps;

namespace Baton.Operations.Resizing;

/// <summary>Waits until a new machine answers over SSH with the key that it has shown on its console, so that nothing is trusted on first use.</summary>
internal sealed class MeetServer(PlanScope scope, Output<LaunchInstance.Result> launch, TimeSpan budget) : Step<MeetServer.Result>
{
    public override string Name => "meet-server";

    protected override JsonTypeInfo<Result> OutputType => OperationJson.Default.MeetServerResult;

    public override StepDescription Describe() => new()
    {
        Changes = "Wait until the machine answers over SSH, with the host key that its console shows",
        Undo = "forget its host key",
    };

    protected override async Task<Result> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var instanceId = launch.Value.InstanceId;
        context.Progress.Say("waiting for the host key on the console");
        var keys = await scope.Ec2.WaitAsync(() => KeysAsync(instanceId, cancellationToken), budget, cancellationToken)
            ?? throw new BatonException(OperationProblems.NoHostKey(instanceId));
        scope.Services.Connector.Trust(instanceId, keys);
        context.Progress.Say("waiting for SSH");
        var host = await scope.Connections.ConnectAsync(instanceId, budget, cancellationToken);
        var facts = await new Facts(host).ReadAsync(cancellationToken);
        return new(facts.MemoryKiB / 1024);
    }

    protected override Task<Result?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<Result?>(new(0));

    protected override async Task TakeBackAsync(Result output, StepContext context, CancellationToken cancellationToken)
    {
        if (launch.Exists)
        {
            await scope.Connections.DropAsync(launch.Value.InstanceId);
            scope.Services.Connector.Forget(launch.Value.InstanceId);
        }
    }

    private async Task<IReadOnlyList<HostKey>?> KeysAsync(string instanceId, CancellationToken cancellationToken)
    {
        var instance = await scope.Ec2.FindInstanceAsync(instanceId, cancellationToken);
        if (instance is { State.Name: not ("running" or "pending") } ended)
        {
            throw new BatonException(OperationProblems.DidNotStart(instanceId, ended.State.Name!));
        }

        return await scope.Ec2.ConsoleKeysAsync(instanceId, cancellationToken) is { Count: > 0 } keys ? keys : null;
    }

    internal sealed record Result(long MemoryMiB);
}

using System.Text.Json.Serialization.Metadata;
using Baton.Engine.Steps;
using Baton.Hosts.Discovery;
using Baton.Operations.Connections;
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
        var host = await new FirstMeeting(scope, launch.Value.InstanceId, budget).MeetAsync(context.Progress.Say, cancellationToken);
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

    internal sealed record Result(long MemoryMiB);
}

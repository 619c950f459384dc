using Baton.Engine.Problems;
using Baton.Hosts;
using Baton.Hosts.Ssh;
using Baton.Operations.Problems;
using Baton.Operations.Steps;

namespace Baton.Operations.Connections;

/// <summary>
/// The first connection to a machine that was launched: its host key comes from its console, so that nothing is trusted on first use, and a machine that says there
/// that it will not come up is not waited for.
/// </summary>
internal sealed class FirstMeeting(PlanScope scope, string instanceId, TimeSpan budget)
{
    // A console is up to 64 KiB, and changes seldom.
    private const int PeriodsBetweenLooks = 5;

    public async Task<IHost> MeetAsync(Action<string> say, CancellationToken cancellationToken)
    {
        say("waiting for the host key on the console");
        var keys = await scope.Ec2.WaitAsync(() => KeysAsync(cancellationToken), budget, cancellationToken)
            ?? throw new BatonException(OperationProblems.NoHostKey(instanceId));
        scope.Services.Connector.Trust(instanceId, keys);
        say("waiting for SSH");
        return await ConnectAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<HostKey>?> KeysAsync(CancellationToken cancellationToken)
    {
        var instance = await scope.Ec2.FindInstanceAsync(instanceId, cancellationToken);
        if (instance is { State.Name: not ("running" or "pending") } ended)
        {
            throw new BatonException(OperationProblems.DidNotStart(instanceId, ended.State.Name!));
        }

        var console = await scope.Ec2.ConsoleAsync(instanceId, cancellationToken);
        if (BootTrouble.Find(console) is { } trouble)
        {
            throw new BatonException(OperationProblems.StuckAtBoot(instanceId, trouble));
        }

        return ConsoleHostKeys.Read(console) is { Count: > 0 } keys ? keys : null;
    }

    private async Task<IHost> ConnectAsync(CancellationToken cancellationToken)
    {
        using var met = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var connecting = scope.Connections.ConnectAsync(instanceId, budget, met.Token);
        var watching = WatchAsync(met.Token);
        await Task.WhenAny(connecting, watching);
        var isConnected = connecting.IsCompletedSuccessfully;
        await met.CancelAsync();
        await ((Task)watching).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await ((Task)connecting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!isConnected && watching.IsCompletedSuccessfully)
        {
            throw new BatonException(OperationProblems.StuckAtBoot(instanceId, await watching));
        }

        return await connecting;
    }

    /// <summary>Ends with the trouble that the console shows, or is cancelled.</summary>
    private async Task<string> WatchAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(scope.Services.AwsPeriod * PeriodsBetweenLooks, scope.Services.Time, cancellationToken);
            if (BootTrouble.Find(await scope.Ec2.ConsoleAsync(instanceId, cancellationToken)) is { } trouble)
            {
                return trouble;
            }
        }
    }
}

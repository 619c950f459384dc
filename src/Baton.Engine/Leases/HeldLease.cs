using Baton.Engine.Problems;

namespace Baton.Engine.Leases;

/// <summary>A lease that is renewed until it is disposed of. When it is lost, <see cref="Lost"/> is cancelled.</summary>
internal sealed class HeldLease : IAsyncDisposable
{
    private readonly LeaseTable _table;
    private readonly string _resource;
    private readonly LeaseOwner _owner;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _ended = new();
    private readonly CancellationTokenSource _lost = new();
    private readonly Task _heartbeat;

    private HeldLease(LeaseTable table, string resource, LeaseOwner owner, TimeProvider time)
    {
        (_table, _resource, _owner, _time) = (table, resource, owner, time);
        _heartbeat = BeatAsync();
    }

    public CancellationToken Lost => _lost.Token;

    public static HeldLease Take(LeaseTable table, string resource, string runId, LeaseOwner owner, TimeProvider time)
    {
        table.Take(resource, runId, owner);
        return new HeldLease(table, resource, owner, time);
    }

    /// <summary>Throws when the lease was lost, so that what follows is told as what it is and not as a cancellation.</summary>
    public void ThrowIfLost()
    {
        if (_lost.IsCancellationRequested)
        {
            throw new BatonException(EngineProblems.LeaseLost(_resource));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _heartbeat;
        _table.Release(_resource, _owner);
        _ended.Dispose();
        _lost.Dispose();
    }

    private async Task BeatAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(LeaseTable.Duration / 6, _time, _ended.Token);
                if (!_table.Renew(_resource, _owner))
                {
                    await _lost.CancelAsync();
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed of: the run has ended.
        }
    }
}

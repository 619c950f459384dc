using Baton.Cloud.LoadBalancing.Health;

namespace Baton.Cloud.LoadBalancing.Serving;

/// <summary>What is known of a target while the cloud runs: its health, and what is under way to it.</summary>
internal sealed class LiveTarget : IDisposable
{
    private readonly CancellationTokenSource _removed = new();
    private volatile HealthState _health = HealthState.Registering;
    private int _underWay;

    public HealthState Health
    {
        get => _health;
        set => _health = value;
    }

    public int UnderWay => Volatile.Read(ref _underWay);

    /// <summary>Ends when the target is gone, its time to drain with it.</summary>
    public CancellationToken Removed => _removed.Token;

    public void Begin() => Interlocked.Increment(ref _underWay);

    public void End() => Interlocked.Decrement(ref _underWay);

    public void Dispose() => _removed.Cancel();
}

namespace Baton.Operations.Servers;

/// <summary>Where new connections wait.</summary>
public interface IServerGate
{
    /// <summary>Gets ready, without touching a connection, so that closing is one fast command.</summary>
    Task InstallGateAsync(GateSetting gate, CancellationToken cancellationToken);

    Task RemoveGateAsync(CancellationToken cancellationToken);

    /// <summary>From now on new connections wait; those under way go on.</summary>
    Task CloseGateAsync(GateSetting gate, CancellationToken cancellationToken);

    /// <summary>Those that wait, and new ones, go on to the target.</summary>
    Task OpenGateAsync(GateSetting gate, GateTarget target, CancellationToken cancellationToken);

    Task<GateState> GateAsync(CancellationToken cancellationToken);
}

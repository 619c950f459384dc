namespace Baton.Hosts.Gates;

/// <param name="Waiting">Connections that wait in the gate now.</param>
public sealed record GateState(GateMode Mode, int Waiting);

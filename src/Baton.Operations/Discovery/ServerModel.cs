using Baton.Hosts.Discovery;
using Baton.Hosts.Postgres;
using Baton.Hosts.Units;
using Baton.Operations.Configuration;

namespace Baton.Operations.Discovery;

/// <summary>
/// A server as it was when a plan was made: what baton.yaml said, what EC2 said, what the machine said. Kept with the run, so that the plan can be built again.
/// </summary>
public sealed record ServerModel
{
    public required ServerOptions Options { get; init; }

    public required InstanceModel Instance { get; init; }

    public required ServerFacts Host { get; init; }

    /// <summary>Null when baton.yaml names none.</summary>
    public PostgresFacts? Postgres { get; init; }

    public IReadOnlyList<UnitState> Units { get; init; } = [];

    public string Name => Options.Name;

    public string InstanceId => Instance.InstanceId;

    public override string ToString() => $"{Name} ({InstanceId})";
}

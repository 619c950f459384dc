using Baton.Operations.Configuration;
using Baton.Operations.Servers;

namespace Baton.Operations.Discovery;

/// <summary>A server as it was when a plan was made: what baton.yaml said, what EC2 said, what the machine said. Kept with the run, so that the plan can be built again.</summary>
public sealed record ServerModel
{
    public required ServerOptions Options { get; init; }

    public required InstanceModel Instance { get; init; }

    public required ServerFacts Facts { get; init; }

    public string Name => Options.Name;

    public string InstanceId => Instance.InstanceId;
}

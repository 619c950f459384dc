using System.Text.Json.Serialization;
using Baton.Operations.Configuration;

namespace Baton.Operations.Discovery;

/// <summary>
/// A server on EC2 as it was when a plan was made: what baton.yaml said, what EC2 said, what the machine said. Kept with the run, so that the plan can be built again.
/// </summary>
public sealed record ServerModel : MachineModel
{
    public required InstanceModel Instance { get; init; }

    public string InstanceId => Instance.InstanceId;

    [JsonIgnore]
    public override string MachineId => InstanceId;

    [JsonIgnore]
    public override string LinkAddress => Instance.PrivateAddress;

    [JsonIgnore]
    public override SshOptions Ssh => Options.Ssh;

    public override string ToString() => $"{Name} ({InstanceId})";
}

using System.Text.Json.Serialization;
using Baton.Hosts.Discovery;
using Baton.Hosts.Postgres;
using Baton.Hosts.Units;
using Baton.Operations.Configuration;

namespace Baton.Operations.Discovery;

/// <summary>A server as it was when a plan was made, wherever it runs: what baton.yaml said and what the machine said. The old side of a switch.</summary>
public abstract record MachineModel
{
    public required ServerOptions Options { get; init; }

    public required ServerFacts Host { get; init; }

    /// <summary>Null when baton.yaml names none.</summary>
    public PostgresFacts? Postgres { get; init; }

    public IReadOnlyList<UnitState> Units { get; init; } = [];

    public string Name => Options.Name;

    /// <summary>By which connections know it: an instance id, or what stands for one.</summary>
    [JsonIgnore]
    public abstract string MachineId { get; }

    /// <summary>Where its successor reaches it.</summary>
    [JsonIgnore]
    public abstract string LinkAddress { get; }

    /// <summary>What the link may copy, both ways.</summary>
    [JsonIgnore]
    public virtual IReadOnlyList<string> LinkFolders => Options.Folders;

    /// <summary>How it is entered, by the operator and by the link.</summary>
    [JsonIgnore]
    public abstract SshOptions Ssh { get; }
}

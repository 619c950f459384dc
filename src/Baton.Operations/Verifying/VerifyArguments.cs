using Baton.Hosts.Postgres;
using Baton.Operations.Configuration;

namespace Baton.Operations.Verifying;

/// <summary>What the journal keeps of a verification: what was on the image's tags, and the checks of that day.</summary>
internal sealed record VerifyArguments
{
    public required ServerOptions Options { get; init; }

    public required string ImageId { get; init; }

    public required string InstanceType { get; init; }

    public required string SubnetId { get; init; }

    public required string VpcId { get; init; }

    public string? KeyName { get; init; }

    /// <summary>The run that took the image: its witness row and its list of files are looked for. Empty: this one.</summary>
    public required string ImageRunId { get; init; }

    /// <summary>The copy is one of a standby: it becomes a primary of its own.</summary>
    public bool Promotes { get; init; }

    public string? ManifestDigest { get; init; }

    public PostgresLayout? Postgres { get; init; }

    /// <summary>Who may reach the copy: the operator's address.</summary>
    public required string OperatorCidr { get; init; }

    /// <summary>Devices of the image.</summary>
    public IReadOnlyList<string> Devices { get; init; } = [];
}

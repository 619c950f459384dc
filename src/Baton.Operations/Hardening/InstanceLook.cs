using Baton.Aws.Ec2;
using Baton.Operations.Discovery;

namespace Baton.Operations.Hardening;

/// <summary>What EC2 says of a server.</summary>
internal sealed record InstanceLook
{
    public required string Server { get; init; }

    public required DateTimeOffset At { get; init; }

    public required InstanceModel Instance { get; init; }

    public IReadOnlyList<SecurityGroup> Groups { get; init; } = [];

    /// <summary>Images of this server that Baton took.</summary>
    public IReadOnlyList<Image> Images { get; init; } = [];
}

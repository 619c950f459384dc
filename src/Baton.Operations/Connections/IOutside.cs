using Baton.Hosts.Checks;
using Baton.Operations.Configuration;

namespace Baton.Operations.Connections;

/// <summary>The world outside the VPC, as far as the operator's machine stands for it. Two kinds: the network, and a fake of it in tests.</summary>
public interface IOutside
{
    /// <summary>Asks an http or tcp check at a public address, whatever host its target names.</summary>
    Task<CheckResult> CheckAsync(CheckOptions check, string publicAddress, CancellationToken cancellationToken);

    /// <summary>The operator's own address as servers see it, as a CIDR block: "198.51.100.7/32".</summary>
    Task<string> OperatorCidrAsync(CancellationToken cancellationToken);
}

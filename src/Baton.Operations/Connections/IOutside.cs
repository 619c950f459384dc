using Baton.Hosts.Checks;
using Baton.Operations.Configuration;

namespace Baton.Operations.Connections;

/// <summary>The world outside the VPC, as far as the operator's machine stands for it. Two kinds: the network, and a fake of it in tests.</summary>
public interface IOutside
{
    /// <summary>Asks an http or tcp check at a public address, whatever host its target names.</summary>
    Task<CheckResult> CheckAsync(CheckOptions check, string publicAddress, CancellationToken cancellationToken);

    /// <summary>Asks a URL by GET, with its own host name (also in TLS), but at this address. No redirect is followed, and no answer is a result, too.</summary>
    Task<WebAnswer> AskAsync(Uri url, string address, CancellationToken cancellationToken);

    /// <summary>The operator's own address as servers see it, as a CIDR block: "198.51.100.7/32".</summary>
    Task<string> OperatorCidrAsync(CancellationToken cancellationToken);
}

using Baton.Operations.Cloud;
using Baton.Operations.Configuration;
using Baton.Operations.Connections;

namespace Baton.Operations.Steps;

/// <summary>What the steps of one plan share.</summary>
/// <param name="elsewhere">A machine that is not on EC2: it is where this says.</param>
internal sealed class PlanScope(OperationServices services, string serverName, SshOptions ssh, ServerAddress? elsewhere = null)
{
    public OperationServices Services { get; } = services;

    public Ec2 Ec2 { get; } = new(services);

    public ServerConnections Connections { get; } = new(services, serverName, ssh, elsewhere);
}

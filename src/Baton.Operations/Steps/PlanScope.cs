using Baton.Operations.Cloud;
using Baton.Operations.Configuration;
using Baton.Operations.Connections;

namespace Baton.Operations.Steps;

/// <summary>What the steps of one plan share.</summary>
internal sealed class PlanScope(OperationServices services, string serverName, SshOptions ssh)
{
    public OperationServices Services { get; } = services;

    public Ec2 Ec2 { get; } = new(services);

    public ServerConnections Connections { get; } = new(services, serverName, ssh);
}

using Baton.Hosts;
using Baton.Hosts.Assessing;
using Baton.Hosts.Discovery;
using Baton.Operations.Cloud;
using Baton.Operations.Configuration;
using Baton.Operations.Connections;
using Baton.Operations.Discovery;
using Baton.Operations.Hardening;
using Baton.Operations.Imaging;

namespace Baton.Operations;

/// <summary>Looks what is still worse on a server than it could be. Changes nothing.</summary>
public sealed class HardeningOperations(OperationServices services)
{
    private readonly Ec2 _ec2 = new(services);

    /// <param name="says">What is being looked at, for whoever waits.</param>
    public async Task<HardeningReport> LookAsync(ServerOptions server, IProgress<string> says, CancellationToken cancellationToken)
    {
        var discovery = new ServerDiscovery(services);
        var instanceId = await discovery.MeetAsync(server, cancellationToken);
        var instance = await discovery.DescribeAsync(await _ec2.InstanceAsync(instanceId, cancellationToken), cancellationToken);
        var look = new InstanceLook
        {
            Server = server.Name,
            At = services.Time.GetUtcNow(),
            Instance = instance,
            Groups = await _ec2.GroupsAsync([new() { Name = "group-id", Values = instance.SecurityGroupIds }], cancellationToken),
            Images = await _ec2.ImagesAsync([new() { Name = $"tag:{ImageTags.Server}", Values = [server.Name] }], cancellationToken),
        };
        await using var connections = new ServerConnections(services, server.Name, server.Ssh);
        var host = await connections.ConnectAsync(instanceId, TimeSpan.FromSeconds(15), cancellationToken);
        var seen = await new Assessor(host, services.Time).LookAsync(says, cancellationToken);
        says.Report("updates");
        var updates = await new Updates(host).ReadAsync(cancellationToken);
        return HardeningReport.Of(look, seen, updates);
    }
}

using System.Text.Json.Serialization.Metadata;
using Baton.Engine.Steps;
using Baton.Hosts.Links;
using Baton.Operations.Discovery;
using Baton.Operations.Steps;

namespace Baton.Operations.Resizing;

/// <summary>One SSH connection from the new server to the old one, for replication, files and forwarded requests.</summary>
internal sealed class OpenLink(PlanScope scope, MachineModel server, Func<string> newId) : Step<Done>
{
    public override string Name => "open-link";

    protected override JsonTypeInfo<Done> OutputType => OperationJson.Default.Done;

    public override StepDescription Describe() => new()
    {
        Changes = "Open a link from the new server to the old one, with a key that is made there and good for nothing else",
        Undo = "close it and remove the key",
    };

    protected override async Task<Done> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var older = await scope.Connections.ConnectAsync(server.MachineId, cancellationToken);
        var newer = await scope.Connections.ConnectAsync(newId(), cancellationToken);
        var setup = new LinkSetup
        {
            RunId = context.RunId,
            OldAddress = server.LinkAddress,
            OldSshPort = server.Ssh.Port,
            OldUser = server.Ssh.User,
            PostgresPort = server.Postgres?.Layout.Port,
            GatePorts = server.Options.Gate.Ports,
            Folders = server.LinkFolders,
        };
        await new Link(newer, older).OpenAsync(setup, cancellationToken);
        return new(server.MachineId);
    }

    protected override Task<Done?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<Done?>(new(server.MachineId));

    /// <summary>Only on the old server: the new one takes its half along when it is terminated, and may be dead.</summary>
    protected override async Task TakeBackAsync(Done output, StepContext context, CancellationToken cancellationToken)
    {
        var older = await scope.Connections.ConnectAsync(server.MachineId, cancellationToken);
        await new Link(older, older).RemoveFromOldAsync(cancellationToken);
    }
}

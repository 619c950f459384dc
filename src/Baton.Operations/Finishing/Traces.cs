using Baton.Aws.Ec2;
using Baton.Hosts;
using Baton.Hosts.Gates;
using Baton.Hosts.Guards;
using Baton.Hosts.Notes;
using Baton.Hosts.Postgres;
using Baton.Operations.Cloud;
using Baton.Operations.Resizing;

namespace Baton.Operations.Finishing;

/// <summary>What runs leave on a server that took over, and on what belongs to it, until the way back is closed.</summary>
internal static class Traces
{
    public static async Task RemoveAsync(IHost host, PostgresLayout? layout, IReadOnlyList<string> runs, CancellationToken cancellationToken)
    {
        if (layout is not null)
        {
            await RemoveWitnessesAsync(new(host, layout), runs, cancellationToken);
        }

        await new Gate(host).RemoveAsync(InstallGate.DrainPatience, cancellationToken);
        await new Guard(host).RemoveAsync(cancellationToken);
        await ForgetNotesAsync(host, runs, cancellationToken);
    }

    public static async Task RemoveWitnessesAsync(PostgresServer cluster, IReadOnlyList<string> runs, CancellationToken cancellationToken)
    {
        foreach (var run in runs)
        {
            await cluster.RemoveWitnessAsync(run, cancellationToken);
        }
    }

    public static async Task ForgetNotesAsync(IHost host, IReadOnlyList<string> runs, CancellationToken cancellationToken)
    {
        foreach (var run in runs)
        {
            await new RunNotes(host, run).RemoveAllAsync(cancellationToken);
        }
    }

    /// <param name="besides">What else the runs have tagged.</param>
    public static async Task UntagAsync(Ec2 ec2, string instanceId, IReadOnlyList<string> besides, CancellationToken cancellationToken)
    {
        var instance = await ec2.InstanceAsync(instanceId, cancellationToken);
        IReadOnlyList<string> resources =
        [
            instanceId,
            .. besides,
            .. instance.BlockDeviceMappings.Select(mapping => mapping.Ebs?.VolumeId).OfType<string>(),
            .. instance.NetworkInterfaces.Select(@interface => @interface.NetworkInterfaceId).OfType<string>(),
        ];
        await ec2.SendAsync(new DeleteTagsRequest { Resources = resources, Tags = [new() { Key = RunTags.Run }, new() { Key = RunTags.Step }] }, cancellationToken);
    }
}

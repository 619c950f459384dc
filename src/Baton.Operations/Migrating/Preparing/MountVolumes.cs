using Baton.Engine.Steps;
using Baton.Hosts;
using Baton.Hosts.Provisioning;
using Baton.Operations.Steps;

namespace Baton.Operations.Migrating.Preparing;

/// <summary>The data get file systems of their own.</summary>
internal sealed class MountVolumes(PlanScope scope, PrepareArguments arguments, Func<string> newId) : ServerStep(scope, newId)
{
    public override string Name => "mount-volumes";

    protected override bool HasUndo => false;

    public override StepDescription Describe() => new()
    {
        Changes = $"Format and mount the data volumes: {string.Join(", ", arguments.Volumes.Select(volume => $"{volume.Mount} with {volume.SizeGiB} GiB"))}",
    };

    protected override async Task ActAsync(IHost host, StepContext context, CancellationToken cancellationToken)
    {
        var instance = await Scope.Ec2.InstanceAsync(InstanceId, cancellationToken);
        var volumes = arguments.Volumes.Join(
            instance.BlockDeviceMappings, planned => planned.Device, mapping => mapping.DeviceName, (planned, mapping) => (mapping.Ebs!.VolumeId!, planned.Mount));
        await new DataVolumes(host).MountAsync([.. volumes], cancellationToken);
    }

    protected override Task RevertAsync(IHost host, StepContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}

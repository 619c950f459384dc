using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Instances;

internal sealed class DescribeInstanceAttribute(CloudContext cloud, InstanceView view) : TypedAction<DescribeInstanceAttributeRequest, InstanceAttribute>
{
    protected override Task<InstanceAttribute> HandleAsync(DescribeInstanceAttributeRequest request, CancellationToken cancellationToken)
    {
        var instance = Ids.Find([request.InstanceId!], "i", "InstanceID", cloud.State.Instances.Find)[0];
        var nic = cloud.State.InterfaceOf(instance.InstanceId);
        var answer = new InstanceAttribute { InstanceId = instance.InstanceId };
        return Task.FromResult(request.Attribute switch
        {
            "instanceType" => answer with { InstanceType = new() { Value = instance.InstanceType } },
            "userData" => answer with { UserData = new() { Value = instance.UserData } },
            "disableApiTermination" => answer with { DisableApiTermination = new() { Value = instance.TerminationProtected } },
            "disableApiStop" => answer with { DisableApiStop = new() { Value = instance.StopProtected } },
            "instanceInitiatedShutdownBehavior" => answer with { InstanceInitiatedShutdownBehavior = new() { Value = instance.TerminateOnShutdown ? "terminate" : "stop" } },
            "rootDeviceName" => answer with { RootDeviceName = new() { Value = instance.RootDeviceName } },
            "blockDeviceMapping" => answer with { BlockDeviceMappings = [.. cloud.State.VolumesOf(instance.InstanceId).Select(InstanceView.Device)] },
            "sourceDestCheck" => answer with { SourceDestCheck = new() { Value = nic?.SourceDestCheck } },
            "groupSet" => answer with { Groups = nic is null ? [] : view.Groups(nic.GroupIds) },
            "ebsOptimized" => answer with { EbsOptimized = new() { Value = instance.EbsOptimized } },
            "enaSupport" => answer with { EnaSupport = new() { Value = instance.EnaSupport } },
            "kernel" or "ramdisk" or "productCodes" or "sriovNetSupport" => answer,
            "enclaveOptions" => answer with { EnclaveOptions = new() { Enabled = false } },
            var other => throw Ec2Errors.InvalidValue($"Value ({other}) for parameter attribute is invalid. Unknown attribute."),
        });
    }
}

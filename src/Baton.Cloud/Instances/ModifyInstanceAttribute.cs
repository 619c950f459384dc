using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Interfaces;
using Baton.Cloud.Server;
using Baton.Cloud.State;
using Baton.Cloud.Types;

namespace Baton.Cloud.Instances;

internal sealed class ModifyInstanceAttribute(CloudContext cloud, Firewall firewall) : TypedAction<ModifyInstanceAttributeRequest, EmptyResponse>
{
    public override string? Missing => "kernel, ramdisk, sriovNetSupport";

    protected override void Check(ModifyInstanceAttributeRequest request)
    {
        var instance = Changed(Spelled(request), Find(request));
        if (request.Groups.Count > 0 && cloud.State.InterfaceOf(instance.InstanceId) is { } nic)
        {
            InterfaceBook.Groups(cloud, request.Groups, [], cloud.State.Subnets.Find(nic.SubnetId)!);
        }

        foreach (var mapping in request.BlockDeviceMappings.Where(mapping => mapping.Ebs?.DeleteOnTermination is not null))
        {
            VolumeAt(instance, mapping.DeviceName);
        }
    }

    protected override Task<EmptyResponse> HandleAsync(ModifyInstanceAttributeRequest request, CancellationToken cancellationToken)
    {
        request = Spelled(request);
        var instance = cloud.State.Instances.Put(Changed(request, Find(request)));
        var nic = cloud.State.InterfaceOf(instance.InstanceId);
        if (nic is not null && (request.Groups.Count > 0 || request.SourceDestCheck is not null))
        {
            cloud.State.Interfaces.Put(nic with
            {
                GroupIds = request.Groups.Count > 0 ? InterfaceBook.Groups(cloud, request.Groups, [], cloud.State.Subnets.Find(nic.SubnetId)!) : nic.GroupIds,
                SourceDestCheck = request.SourceDestCheck?.Value ?? nic.SourceDestCheck,
            });
            firewall.Push();
        }

        foreach (var mapping in request.BlockDeviceMappings.Where(mapping => mapping.Ebs?.DeleteOnTermination is not null))
        {
            cloud.State.Volumes.Put(VolumeAt(instance, mapping.DeviceName) with { DeleteOnTermination = mapping.Ebs!.DeleteOnTermination!.Value });
        }

        return Task.FromResult(new EmptyResponse());
    }

    private VolumeRecord VolumeAt(InstanceRecord instance, string? device) =>
        cloud.State.VolumesOf(instance.InstanceId).FirstOrDefault(volume => volume.Device == device)
        ?? throw new AwsException("InvalidInstanceAttributeValue", $"No device is currently mapped at {device}");

    private InstanceRecord Find(ModifyInstanceAttributeRequest request) =>
        Ids.Find([request.InstanceId ?? throw Ec2Errors.Missing("InstanceId")], "i", "InstanceID", cloud.State.Instances.Find)[0];

    // The older way of saying it: Attribute=instanceType&Value=t3.large.
    private static ModifyInstanceAttributeRequest Spelled(ModifyInstanceAttributeRequest request) => (request.Attribute, request.Value) switch
    {
        (null, _) or (_, null) => request,
        ("instanceType", var value) => request with { InstanceType = new() { Value = value } },
        ("disableApiTermination", var value) => request with { DisableApiTermination = new() { Value = Flag(value) } },
        ("instanceInitiatedShutdownBehavior", var value) => request with { InstanceInitiatedShutdownBehavior = new() { Value = value } },
        ("ebsOptimized", var value) => request with { EbsOptimized = new() { Value = Flag(value) } },
        ("sourceDestCheck", var value) => request with { SourceDestCheck = new() { Value = Flag(value) } },
        var (attribute, _) => throw Ec2Errors.InvalidValue($"Value ({attribute}) for parameter attribute is invalid. Unknown attribute."),
    };

    private static bool Flag(string value) => bool.TryParse(value, out var flag) ? flag : throw Ec2Errors.InvalidValue($"Value ({value}) for parameter value is invalid. It is true or false.");

    private static InstanceRecord Changed(ModifyInstanceAttributeRequest request, InstanceRecord instance)
    {
        var needsStop = request is not { InstanceType: null, UserData: null, EbsOptimized: null, EnaSupport: null };
        if (needsStop && instance.State != InstanceStateName.Stopped)
        {
            throw Ec2Errors.IncorrectInstanceState(instance.InstanceId, "stopped");
        }

        return instance with
        {
            InstanceType = request.InstanceType?.Value is { } type ? TypeFor(instance, type) : instance.InstanceType,
            UserData = request.UserData?.Value is { } data ? Convert.ToBase64String(data) : instance.UserData,
            EbsOptimized = request.EbsOptimized?.Value ?? instance.EbsOptimized,
            EnaSupport = request.EnaSupport?.Value ?? instance.EnaSupport,
            TerminationProtected = request.DisableApiTermination?.Value ?? instance.TerminationProtected,
            StopProtected = request.DisableApiStop?.Value ?? instance.StopProtected,
            TerminateOnShutdown = TerminatesOnShutdown(request, instance),
        };
    }

    private static bool TerminatesOnShutdown(ModifyInstanceAttributeRequest request, InstanceRecord instance) => request.InstanceInitiatedShutdownBehavior?.Value switch
    {
        null => instance.TerminateOnShutdown,
        "terminate" => true,
        "stop" => false,
        var other => throw Ec2Errors.InvalidValue($"Value ({other}) for parameter instanceInitiatedShutdownBehavior is invalid."),
    };

    private static string TypeFor(InstanceRecord instance, string name)
    {
        var type = InstanceTypes.Find(name) ?? throw Ec2Errors.InvalidValue($"Invalid value '{name}' for InstanceType.");
        return type.Architecture == instance.Architecture
            ? name
            : throw Ec2Errors.InvalidValue($"The architecture '{type.Architecture}' of the specified instance type does not match the architecture '{instance.Architecture}' of the instance.");
    }
}

using System.Globalization;
using Baton.Aws.Ec2;
using Baton.Cloud.Interfaces;
using Baton.Cloud.Profiles;
using Baton.Cloud.Server;
using Baton.Cloud.State;
using Baton.Cloud.Templates;
using Baton.Cloud.Volumes;

namespace Baton.Cloud.Instances;

internal sealed class RunInstances(CloudContext cloud, InstanceLifecycle lifecycle, InstanceView view, Firewall firewall, PublicAddresses addresses)
    : TypedAction<RunInstancesRequest, Reservation>
{
    public override string? Missing => "Spot, hibernation, dedicated hosts, placement groups, IPv6, instance store, more than one new network interface; CPU options and elastic devices are ignored";

    private readonly TemplateBook _templates = new(cloud);

    protected override void Check(RunInstancesRequest request)
    {
        request = _templates.Resolve(request);
        if (cloud.State.Find(Name, request.ClientToken, Asked(request)) is null)
        {
            LaunchPlan.From(request, cloud);
        }
    }

    protected override Task<Reservation> HandleAsync(RunInstancesRequest request, CancellationToken cancellationToken)
    {
        request = _templates.Resolve(request);
        if (cloud.State.Find(Name, request.ClientToken, Asked(request)) is { } known)
        {
            return Task.FromResult(Show(known));
        }

        var plan = LaunchPlan.From(request, cloud);
        if (cloud.State.Images.Find(plan.Image.ImageId) is { } own)
        {
            cloud.State.Images.Put(own with { LastLaunchedTime = cloud.Now });
        }

        Capacity.Check(cloud, Name, plan.Type.Name, plan.Subnet.Zone);
        var reservationId = Ids.New("r");
        cloud.State.Remember(Name, request.ClientToken, Asked(request), reservationId);
        lifecycle.Purge();
        for (var index = 0; index < plan.Count; index++)
        {
            Launch(request, plan, reservationId, index);
        }

        return Task.FromResult(Show(reservationId));
    }

    private static string Asked(RunInstancesRequest request) =>
        string.Join('|', request.ImageId, request.InstanceType, request.MinCount, request.MaxCount, request.KeyName, request.SubnetId, request.UserData, string.Join(',', request.SecurityGroupIds));

    private Reservation Show(string reservationId) => new()
    {
        ReservationId = reservationId,
        OwnerId = cloud.Options.AccountId,
        Groups = [],
        Instances = [.. cloud.State.InstancesByReservation[reservationId].OrderBy(instance => instance.LaunchIndex).Select(view.Show)],
    };

    private void Launch(RunInstancesRequest request, LaunchPlan plan, string reservationId, int index)
    {
        var instance = NewInstance(request, plan, reservationId, index);
        var nics = Interfaces(plan, instance);

        // Tags first: nothing may be there, even for a moment or after a crash, that its tags do not name.
        cloud.State.SetTags(instance.InstanceId, request.TagSpecifications.For("instance"));
        cloud.State.SetTags(nics[0].InterfaceId, request.TagSpecifications.For("network-interface"));
        foreach (var device in plan.Devices)
        {
            AddVolume(request, plan, instance, device);
        }

        nics.ForEach(nic => cloud.State.Interfaces.Put(nic));
        cloud.State.Instances.Put(instance);
        foreach (var nic in nics)
        {
            addresses.Settle(nic.InterfaceId);

            // Its own rules only: those of others that name its groups find it by its port.
            firewall.Push(cloud.State.Interfaces.Find(nic.InterfaceId)!);
        }

        lifecycle.Launch(instance);
    }

    private InstanceRecord NewInstance(RunInstancesRequest request, LaunchPlan plan, string reservationId, int index)
    {
        return WithMetadata(request.MetadataOptions, plan.Image, new()
        {
            InstanceId = Ids.New("i"),
            ReservationId = reservationId,
            LaunchIndex = index,
            ImageId = plan.Image.ImageId,
            InstanceType = plan.Type.Name,
            Architecture = plan.Image.Architecture,
            RootDeviceName = plan.Image.RootDeviceName,
            State = InstanceStateName.Pending,
            LaunchTime = cloud.Now,
            KeyName = request.KeyName,
            UserData = request.UserData,
            ClientToken = request.ClientToken,
            ProfileArn = request.IamInstanceProfile is null ? null : ProfileBook.ArnOf(request.IamInstanceProfile, cloud.Options.AccountId),
            TerminationProtected = request.DisableApiTermination ?? false,
            StopProtected = request.DisableApiStop ?? false,
            TerminateOnShutdown = request.InstanceInitiatedShutdownBehavior == "terminate",
            EbsOptimized = request.EbsOptimized ?? false,
            DetailedMonitoring = request.Monitoring?.Enabled ?? false,
            BootMode = plan.Image.BootMode is "uefi" ? "uefi" : "legacy-bios",
            EnaSupport = plan.Image.EnaSupport,
            CpuCredits = request.CreditSpecification?.CpuCredits,
        });
    }

    private static InstanceRecord WithMetadata(InstanceMetadataOptionsRequest? options, ImageRecord image, InstanceRecord instance)
    {
        var onlyTokens = image.ImdsSupport == "v2.0";
        return instance with
        {
            TokensRequired = (options?.HttpTokens ?? (onlyTokens ? "required" : "optional")) == "required",
            HopLimit = options?.HttpPutResponseHopLimit ?? (onlyTokens ? 2 : 1),
            MetadataEnabled = options?.HttpEndpoint != "disabled",
            TagsInMetadata = options?.InstanceMetadataTags == "enabled",
        };
    }

    private List<InterfaceRecord> Interfaces(LaunchPlan plan, InstanceRecord instance)
    {
        InterfaceRecord Attached(InterfaceRecord nic, int index) =>
            nic with { InstanceId = instance.InstanceId, AttachmentId = Ids.New("eni-attach"), DeviceIndex = index, AttachTime = instance.LaunchTime };
        var attached = plan.Attached.Select(one => Attached(one.Interface, one.DeviceIndex)).ToList();
        if (!attached.Exists(nic => nic.DeviceIndex == 0))
        {
            var own = InterfaceBook.New(cloud, plan.Subnet, plan.GroupIds, plan.PrivateAddress);
            attached.Insert(0, Attached(own, 0) with { AutoPublic = plan.AutoPublic, DeleteOnTermination = true });
        }

        return attached;
    }

    // Only written down here; the data is made before the machine starts, since a stock image may have to be built first.
    private void AddVolume(RunInstancesRequest request, LaunchPlan plan, InstanceRecord instance, ImageDevice device)
    {
        var id = Ids.New("vol");
        cloud.State.SetTags(id, request.TagSpecifications.For("volume"));
        cloud.State.Volumes.Put(new()
        {
            VolumeId = id,
            SizeGiB = device.SizeGiB,
            Zone = plan.Subnet.Zone,
            Type = device.Type,
            Iops = (device.Type == "gp2" ? null : device.Iops) ?? VolumeRules.DefaultIops(device.Type, device.SizeGiB),
            Throughput = device.Throughput ?? VolumeRules.DefaultThroughput(device.Type),
            SnapshotId = device.SnapshotId,
            Encrypted = device.Encrypted,
            KmsKeyId = device.KmsKeyId,
            CreateTime = instance.LaunchTime,
            InstanceId = instance.InstanceId,
            Device = device.DeviceName,
            AttachTime = instance.LaunchTime,
            DeleteOnTermination = device.DeleteOnTermination,
        });
    }
}

using Baton.Aws.Wire;
using Baton.Cloud.ElasticIps;
using Baton.Cloud.Identity;
using Baton.Cloud.Images;
using Baton.Cloud.Instances;
using Baton.Cloud.KeyPairs;
using Baton.Cloud.Networks;
using Baton.Cloud.SecurityGroups;
using Baton.Cloud.Snapshots;
using Baton.Cloud.Tags;
using Baton.Cloud.Types;
using Baton.Cloud.Volumes;

namespace Baton.Cloud.Server;

/// <summary>Every action that the cloud answers; all others are an InvalidAction.</summary>
internal sealed class ActionRegistry
{
    private readonly Dictionary<(AwsService Service, string Name), CloudAction> _actions;

    public ActionRegistry(CloudContext cloud, InstanceLifecycle lifecycle, Firewall firewall, PublicAddresses addresses, BootWatch boots)
    {
        var view = new InstanceView(cloud, addresses);
        _actions = Instances(cloud, lifecycle, firewall, view, addresses)
            .Append(new DescribeInstanceStatus(cloud, boots))
            .Concat(Disks(cloud, lifecycle))
            .Concat(Network(cloud, lifecycle, firewall, addresses, view))
            .ToDictionary(action => (action.Service, action.Name));
    }

    public IEnumerable<string> Names => _actions.Keys.Select(key => key.Name);

    public CloudAction Find(AwsService service, string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            throw new AwsException("MissingAction", "The request must contain the parameter Action.");
        }

        return _actions.GetValueOrDefault((service, name)) ?? throw Ec2Errors.InvalidAction(name, service.ApiVersion);
    }

    private static IEnumerable<CloudAction> Instances(CloudContext cloud, InstanceLifecycle lifecycle, Firewall firewall, InstanceView view, PublicAddresses addresses) =>
    [
        new RunInstances(cloud, lifecycle, view, firewall, addresses),
        new DescribeInstances(cloud, view),
        new StartInstances(cloud, lifecycle, addresses),
        new StopInstances(cloud, lifecycle),
        new RebootInstances(cloud, lifecycle),
        new TerminateInstances(cloud, lifecycle),
        new ModifyInstanceAttribute(cloud, firewall),
        new DescribeInstanceAttribute(cloud, view),
        new ModifyInstanceMetadataOptions(cloud),
        new GetConsoleOutput(cloud),
        new MonitorInstances(cloud),
        new UnmonitorInstances(cloud),
        new DescribeInstanceTypes(),
        new DescribeInstanceTypeOfferings(cloud),
    ];

    private static IEnumerable<CloudAction> Disks(CloudContext cloud, InstanceLifecycle lifecycle)
    {
        var snapshots = new SnapshotTaker(cloud);
        return
        [
            new CreateImage(cloud, lifecycle, snapshots),
            new RegisterImage(cloud),
            new DeregisterImage(cloud),
            new DescribeImages(cloud),
            new DescribeImageAttribute(cloud),
            new ModifyImageAttribute(cloud),
            new GetInstanceUefiData(cloud),
            new CreateVolume(cloud),
            new AttachVolume(cloud),
            new DetachVolume(cloud),
            new DeleteVolume(cloud),
            new DescribeVolumes(cloud),
            new DescribeVolumeStatus(cloud),
            new ModifyVolume(cloud),
            new DescribeVolumesModifications(cloud),
            new DescribeVolumeAttribute(cloud),
            new ModifyVolumeAttribute(cloud),
            new EnableVolumeIO(cloud),
            new CreateSnapshot(cloud, snapshots),
            new CreateSnapshots(cloud, snapshots),
            new DeleteSnapshot(cloud),
            new DescribeSnapshots(cloud),
        ];
    }

    private static IEnumerable<CloudAction> Network(CloudContext cloud, InstanceLifecycle lifecycle, Firewall firewall, PublicAddresses addresses, InstanceView view)
    {
        var groups = new GroupBook(cloud, firewall);
        var elastic = new AddressBook(cloud, addresses, lifecycle);
        return
        [
            new AllocateAddress(cloud, addresses),
            new AssociateAddress(cloud, elastic),
            new DisassociateAddress(cloud, elastic),
            new ReleaseAddress(cloud, elastic),
            new DescribeAddresses(cloud, elastic),
            new CreateKeyPair(cloud),
            new ImportKeyPair(cloud),
            new DescribeKeyPairs(cloud),
            new DeleteKeyPair(cloud),
            new CreateSecurityGroup(cloud),
            new DeleteSecurityGroup(cloud, groups),
            new DescribeSecurityGroups(cloud, groups),
            new DescribeSecurityGroupRules(cloud),
            new AuthorizeSecurityGroupIngress(groups),
            new AuthorizeSecurityGroupEgress(groups),
            new RevokeSecurityGroupIngress(groups),
            new RevokeSecurityGroupEgress(groups),
            new DescribeVpcs(cloud),
            new DescribeSubnets(cloud),
            new DescribeRegions(),
            new DescribeAvailabilityZones(cloud),
            new DescribeAccountAttributes(cloud),
            new DescribeNetworkInterfaces(cloud, view),
            new ModifyNetworkInterfaceAttribute(cloud, firewall),
            new CreateTags(cloud),
            new DeleteTags(cloud),
            new DescribeTags(cloud),
            new GetCallerIdentity(cloud),
        ];
    }
}

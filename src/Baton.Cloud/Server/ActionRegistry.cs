using System.Net;
using Baton.Aws.Wire;
using Baton.Cloud.Acls;
using Baton.Cloud.ElasticIps;
using Baton.Cloud.Identity;
using Baton.Cloud.Images;
using Baton.Cloud.Images.Disks;
using Baton.Cloud.Images.Stored;
using Baton.Cloud.Instances;
using Baton.Cloud.Interfaces;
using Baton.Cloud.KeyPairs;
using Baton.Cloud.LoadBalancing;
using Baton.Cloud.LoadBalancing.Serving;
using Baton.Cloud.Networks;
using Baton.Cloud.PrefixLists;
using Baton.Cloud.Profiles;
using Baton.Cloud.RecycleBin;
using Baton.Cloud.Route53;
using Baton.Cloud.Routing;
using Baton.Cloud.SecurityGroups;
using Baton.Cloud.Snapshots;
using Baton.Cloud.Tags;
using Baton.Cloud.Templates;
using Baton.Cloud.Types;
using Baton.Cloud.Volumes;
using Baton.Cloud.Vpcs;

namespace Baton.Cloud.Server;

/// <summary>Every action that the cloud answers; all others are an InvalidAction.</summary>
internal sealed class ActionRegistry
{
    private readonly Dictionary<(AwsService Service, string Name), CloudAction> _actions;

    public ActionRegistry(CloudContext cloud, InstanceLifecycle lifecycle, Firewall firewall, PublicAddresses addresses, BootWatch boots, BalancerFloor balancers)
    {
        var view = new InstanceView(cloud, addresses);
        _actions = Instances(cloud, lifecycle, firewall, view, addresses)
            .Append(new DescribeInstanceStatus(cloud, boots))
            .Concat(Disks(cloud, lifecycle))
            .Concat(Network(cloud, lifecycle, firewall, addresses, view))
            .Concat(Route53Actions.All(cloud))
            .Concat(IdentityActions.All(cloud))
            .Concat(ElbActions.All(cloud, balancers))
            .ToDictionary(action => (action.Service, action.Name));
    }

    public IEnumerable<CloudAction> All => _actions.Values;

    public IEnumerable<string> Names => _actions.Keys.Select(key => key.Name);

    public IEnumerable<string> NamesOf(string service) => _actions.Keys.Where(key => key.Service.Name == service).Select(key => key.Name);

    public CloudAction Find(AwsService service, string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            throw new AwsException("MissingAction", "The request must contain the parameter Action.");
        }

        return _actions.GetValueOrDefault((service, name)) ?? throw Ec2Errors.InvalidAction(name, service.ApiVersion);
    }

    /// <summary>The action of a REST service that a request is for, and the parameters in its path.</summary>
    public (CloudAction Action, IReadOnlyDictionary<string, string> Path) Find(AwsService service, string method, string path)
    {
        foreach (var action in _actions.Values.Where(action => action.Service == service))
        {
            if (action.Rest!.Match(method, path) is { } parameters)
            {
                return (action, parameters);
            }
        }

        throw new AwsException("InvalidAction", $"The local cloud has no action at {method} {path} (version {service.ApiVersion}).", HttpStatusCode.NotFound);
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
        var archive = new ImageArchive(cloud);
        return
        [
            new CreateImage(cloud, lifecycle, snapshots),
            new RegisterImage(cloud),
            new DeregisterImage(cloud),
            new DescribeImages(cloud),
            new DescribeImageAttribute(cloud),
            new ModifyImageAttribute(cloud),
            new ResetImageAttribute(cloud),
            new CopyImage(cloud),
            new EnableImage(cloud),
            new DisableImage(cloud),
            new EnableImageDeprecation(cloud),
            new DisableImageDeprecation(cloud),
            new EnableImageDeregistrationProtection(cloud),
            new DisableImageDeregistrationProtection(cloud),
            new GetInstanceUefiData(cloud),
            new CreateStoreImageTask(cloud, archive, lifecycle),
            new DescribeStoreImageTasks(cloud),
            new CreateRestoreImageTask(cloud, archive, lifecycle),
            .. DiskImages(cloud, lifecycle),
            new ListSnapshotsInRecycleBin(cloud),
            new RestoreSnapshotFromRecycleBin(cloud),
            new ListImagesInRecycleBin(cloud),
            new RestoreImageFromRecycleBin(cloud),
            new CreateVolume(cloud),
            new CopyVolumes(cloud),
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
            new CopySnapshot(cloud),
            new DescribeSnapshotAttribute(cloud),
            new ModifySnapshotAttribute(cloud),
            new ResetSnapshotAttribute(cloud),
            new LockSnapshot(cloud),
            new UnlockSnapshot(cloud),
            new DescribeLockedSnapshots(cloud),
            new ModifySnapshotTier(cloud),
            new DescribeSnapshotTierStatus(cloud),
            new DescribeFastSnapshotRestores(),
            new GetEbsEncryptionByDefault(),
        ];
    }

    private static IEnumerable<CloudAction> DiskImages(CloudContext cloud, InstanceLifecycle lifecycle)
    {
        var mover = new DiskMover(cloud, lifecycle);
        mover.EndInterrupted();
        return
        [
            new ImportSnapshot(cloud, mover),
            new DescribeImportSnapshotTasks(cloud),
            new ImportImage(cloud, mover),
            new DescribeImportImageTasks(cloud),
            new CancelImportTask(cloud),
            new ExportImage(cloud, mover),
            new DescribeExportImageTasks(cloud),
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
            new DescribeAddressesAttribute(cloud, elastic),
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
            new UpdateSecurityGroupRuleDescriptionsIngress(cloud, groups),
            new UpdateSecurityGroupRuleDescriptionsEgress(cloud, groups),
            new ModifySecurityGroupRules(cloud, groups, firewall),
            .. PrefixLists(cloud, firewall),
            .. Vpcs(cloud),
            .. Profiles(cloud),
            .. Templates(cloud),
            .. Routing(cloud),
            .. Acls(cloud, firewall),
            .. Interfaces(cloud, firewall, addresses, view),
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
        ];
    }

    private static IEnumerable<CloudAction> PrefixLists(CloudContext cloud, Firewall firewall)
    {
        var book = new PrefixListBook(cloud);
        return
        [
            new CreateManagedPrefixList(cloud, book),
            new DescribeManagedPrefixLists(cloud, book),
            new DescribePrefixLists(),
            new GetManagedPrefixListEntries(book),
            new GetManagedPrefixListAssociations(cloud, book),
            new ModifyManagedPrefixList(cloud, book, firewall),
            new RestoreManagedPrefixListVersion(cloud, book, firewall),
            new DeleteManagedPrefixList(cloud, book),
        ];
    }

    private static IEnumerable<CloudAction> Vpcs(CloudContext cloud) =>
    [
        new CreateVpc(cloud),
        new DeleteVpc(cloud),
        new DescribeVpcAttribute(cloud),
        new ModifyVpcAttribute(cloud),
        new DescribeVpcClassicLink(cloud),
        new DescribeVpcClassicLinkDnsSupport(cloud),
        new CreateSubnet(cloud),
        new DeleteSubnet(cloud),
        new ModifySubnetAttribute(cloud),
        new CreateDhcpOptions(cloud),
        new DeleteDhcpOptions(cloud),
        new AssociateDhcpOptions(cloud),
        new DescribeDhcpOptions(cloud),
    ];

    private static IEnumerable<CloudAction> Routing(CloudContext cloud)
    {
        var routes = new RouteBook(cloud);
        return
        [
            new CreateInternetGateway(cloud),
            new DeleteInternetGateway(cloud),
            new AttachInternetGateway(cloud),
            new DetachInternetGateway(cloud),
            new DescribeInternetGateways(cloud),
            new CreateRouteTable(cloud, routes),
            new DeleteRouteTable(cloud, routes),
            new DescribeRouteTables(cloud, routes),
            new AssociateRouteTable(cloud, routes),
            new DisassociateRouteTable(cloud, routes),
            new ReplaceRouteTableAssociation(cloud, routes),
            new CreateRoute(cloud, routes),
            new ReplaceRoute(cloud, routes),
            new DeleteRoute(cloud, routes),
        ];
    }

    private static IEnumerable<CloudAction> Acls(CloudContext cloud, Firewall firewall)
    {
        var acls = new AclBook(cloud);
        return
        [
            new CreateNetworkAcl(cloud, acls),
            new DeleteNetworkAcl(cloud, acls),
            new DescribeNetworkAcls(cloud, acls),
            new CreateNetworkAclEntry(acls, firewall),
            new ReplaceNetworkAclEntry(acls, firewall),
            new DeleteNetworkAclEntry(cloud, acls, firewall),
            new ReplaceNetworkAclAssociation(cloud, acls, firewall),
        ];
    }

    private static IEnumerable<CloudAction> Interfaces(CloudContext cloud, Firewall firewall, PublicAddresses addresses, InstanceView view)
    {
        var nics = new InterfaceBook(cloud, addresses, firewall);
        return
        [
            new CreateNetworkInterface(cloud, view),
            new DeleteNetworkInterface(cloud, nics),
            new AttachNetworkInterface(cloud, nics, firewall, addresses),
            new DetachNetworkInterface(cloud, nics),
            new DescribeNetworkInterfaceAttribute(cloud, nics, view),
            new AssignPrivateIpAddresses(cloud, nics),
            new UnassignPrivateIpAddresses(cloud, nics),
        ];
    }

    private static IEnumerable<CloudAction> Profiles(CloudContext cloud)
    {
        var profiles = new ProfileBook(cloud);
        return
        [
            new AssociateIamInstanceProfile(cloud),
            new DisassociateIamInstanceProfile(cloud, profiles),
            new ReplaceIamInstanceProfileAssociation(cloud, profiles),
            new DescribeIamInstanceProfileAssociations(cloud, profiles),
        ];
    }

    private static IEnumerable<CloudAction> Templates(CloudContext cloud)
    {
        var templates = new TemplateBook(cloud);
        return
        [
            new CreateLaunchTemplate(cloud, templates),
            new CreateLaunchTemplateVersion(cloud, templates),
            new DescribeLaunchTemplates(cloud, templates),
            new DescribeLaunchTemplateVersions(cloud, templates),
            new ModifyLaunchTemplate(cloud, templates),
            new DeleteLaunchTemplate(cloud, templates),
            new DeleteLaunchTemplateVersions(cloud, templates),
        ];
    }
}

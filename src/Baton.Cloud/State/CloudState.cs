namespace Baton.Cloud.State;

/// <summary>Everything that the cloud remembers, in one folder.</summary>
public sealed class CloudState : IDisposable
{
    private static readonly Dictionary<string, string> s_noTags = [];

    private readonly StateLog _log;

    public CloudState(string directory)
    {
        Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        _log = new StateLog(Path.Combine(directory, "state.log"));
        Instances = new(_log, "instance", record => record.InstanceId, StateJson.Default.InstanceRecord);
        Interfaces = new(_log, "interface", record => record.InterfaceId, StateJson.Default.InterfaceRecord);
        Volumes = new(_log, "volume", record => record.VolumeId, StateJson.Default.VolumeRecord);
        Snapshots = new(_log, "snapshot", record => record.SnapshotId, StateJson.Default.SnapshotRecord);
        Images = new(_log, "image", record => record.ImageId, StateJson.Default.ImageRecord);
        Addresses = new(_log, "address", record => record.AllocationId, StateJson.Default.AddressRecord);
        HostedZones = new(_log, "zone", record => record.ZoneId, StateJson.Default.HostedZoneRecord);
        DnsChanges = new(_log, "dns-change", record => record.ChangeId, StateJson.Default.DnsChangeRecord);
        KeyPairs = new(_log, "key", record => record.KeyPairId, StateJson.Default.KeyPairRecord);
        Groups = new(_log, "group", record => record.GroupId, StateJson.Default.GroupRecord);
        Vpcs = new(_log, "vpc", record => record.VpcId, StateJson.Default.VpcRecord);
        Subnets = new(_log, "subnet", record => record.SubnetId, StateJson.Default.SubnetRecord);
        TagsOf = new(_log, "tags", record => record.ResourceId, StateJson.Default.TagsRecord);
        Tokens = new(_log, "token", record => record.Token, StateJson.Default.TokenRecord);
        Modifications = new(_log, "modification", record => record.VolumeId, StateJson.Default.ModificationRecord);
        DhcpOptions = new(_log, "dhcp-options", record => record.DhcpOptionsId, StateJson.Default.DhcpOptionsRecord);
        Gateways = new(_log, "gateway", record => record.GatewayId, StateJson.Default.GatewayRecord);
        RouteTables = new(_log, "route-table", record => record.RouteTableId, StateJson.Default.RouteTableRecord);
        Acls = new(_log, "acl", record => record.AclId, StateJson.Default.AclRecord);
        Templates = new(_log, "template", record => record.TemplateId, StateJson.Default.TemplateRecord);
        Parameters = new(_log, "parameter", record => record.Name, StateJson.Default.ParameterRecord);
        InterfacesByInstance = Interfaces.By(nic => nic.InstanceId is { } id ? [id] : []);
        InterfacesByAddress = Interfaces.By(nic => nic.SecondaryAddresses.Prepend(nic.PrivateAddress).Select(address => AddressKey(nic.SubnetId, address)));
        InterfacesByPublicAddress = Interfaces.By(nic => nic.AutoPublicAddress is { } address ? [address] : []);
        VolumesByInstance = Volumes.By(volume => volume.InstanceId is { } id ? [id] : []);
        AddressesByInterface = Addresses.By(address => address.InterfaceId is { } id ? [id] : []);
        InstancesByReservation = Instances.By(instance => [instance.ReservationId]);
        StoreTasks = new(_log, "store-task", record => record.ImageId, StateJson.Default.StoreTaskRecord);
        Roles = new(_log, "role", record => record.Name, StateJson.Default.RoleRecord);
        Profiles = new(_log, "profile", record => record.Name, StateJson.Default.ProfileRecord);
        PrefixLists = new(_log, "prefix-list", record => record.PrefixListId, StateJson.Default.PrefixListRecord);
        BinRules = new(_log, "bin-rule", record => record.Identifier, StateJson.Default.BinRuleRecord);
        Binned = new(_log, "binned", record => record.ResourceId, StateJson.Default.BinnedRecord);
        DiskTasks = new(_log, "disk-task", record => record.TaskId, StateJson.Default.DiskTaskRecord);
        Balancers = new(_log, "balancer", record => record.Arn, StateJson.Default.BalancerRecord);
        Listeners = new(_log, "listener", record => record.Arn, StateJson.Default.ListenerRecord);
        TargetGroups = new(_log, "target-group", record => record.Arn, StateJson.Default.TargetGroupRecord);
        ListenersByBalancer = Listeners.By(listener => [listener.BalancerArn]);
        InterfacesByBalancer = Interfaces.By(nic => nic.BalancerArn is { } arn ? [arn] : []);
        _log.Open();
    }

    public Table<InstanceRecord> Instances { get; }

    public Table<InterfaceRecord> Interfaces { get; }

    public Table<VolumeRecord> Volumes { get; }

    public Table<SnapshotRecord> Snapshots { get; }

    public Table<ImageRecord> Images { get; }

    public Table<AddressRecord> Addresses { get; }

    public Table<HostedZoneRecord> HostedZones { get; }

    public Table<DnsChangeRecord> DnsChanges { get; }

    public Table<KeyPairRecord> KeyPairs { get; }

    public Table<GroupRecord> Groups { get; }

    public Table<VpcRecord> Vpcs { get; }

    public Table<SubnetRecord> Subnets { get; }

    public Table<TagsRecord> TagsOf { get; }

    public Table<TokenRecord> Tokens { get; }

    public Table<ModificationRecord> Modifications { get; }

    public Table<DhcpOptionsRecord> DhcpOptions { get; }

    public Table<GatewayRecord> Gateways { get; }

    public Table<RouteTableRecord> RouteTables { get; }

    public Table<AclRecord> Acls { get; }

    public Table<TemplateRecord> Templates { get; }

    /// <summary>Where whoever names no network is; null when it was deleted.</summary>
    public VpcRecord? DefaultVpc => Vpcs.All.FirstOrDefault(vpc => vpc.IsDefault);

    public Table<StoreTaskRecord> StoreTasks { get; }

    public Table<ParameterRecord> Parameters { get; }

    public Table<RoleRecord> Roles { get; }

    public Table<ProfileRecord> Profiles { get; }

    public Table<PrefixListRecord> PrefixLists { get; }

    public Table<BinRuleRecord> BinRules { get; }

    public Table<BinnedRecord> Binned { get; }

    public Table<DiskTaskRecord> DiskTasks { get; }

    public Table<BalancerRecord> Balancers { get; }

    public Table<ListenerRecord> Listeners { get; }

    public Table<TargetGroupRecord> TargetGroups { get; }

    public TableIndex<ListenerRecord> ListenersByBalancer { get; }

    public TableIndex<InterfaceRecord> InterfacesByBalancer { get; }

    public TableIndex<InterfaceRecord> InterfacesByInstance { get; }

    /// <summary>By subnet and private address, the secondary ones too; see <see cref="AddressKey"/>.</summary>
    public TableIndex<InterfaceRecord> InterfacesByAddress { get; }

    public TableIndex<InterfaceRecord> InterfacesByPublicAddress { get; }

    public TableIndex<VolumeRecord> VolumesByInstance { get; }

    public TableIndex<AddressRecord> AddressesByInterface { get; }

    public TableIndex<InstanceRecord> InstancesByReservation { get; }

    public static string AddressKey(string subnetId, string privateAddress) => $"{subnetId}/{privateAddress}";

    public IReadOnlyList<InterfaceRecord> InterfacesOf(string instanceId) =>
        InterfacesByInstance[instanceId] is { Count: > 1 } several ? [.. several.OrderBy(nic => nic.DeviceIndex)] : InterfacesByInstance[instanceId];

    /// <summary>The primary interface of an instance; a terminated one has none.</summary>
    public InterfaceRecord? InterfaceOf(string instanceId) => InterfacesOf(instanceId) is [var primary, ..] ? primary : null;

    public IReadOnlyList<VolumeRecord> VolumesOf(string instanceId) => [.. VolumesByInstance[instanceId].OrderBy(volume => volume.Device, StringComparer.Ordinal)];

    public AddressRecord? AddressOf(string interfaceId) => AddressesByInterface[interfaceId] is [var address, ..] ? address : null;

    public IReadOnlyDictionary<string, string> Tags(string resourceId) => TagsOf.Find(resourceId)?.Tags ?? s_noTags;

    public void Dispose() => _log.Dispose();
}

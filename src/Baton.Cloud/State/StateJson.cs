using System.Text.Json.Serialization;

namespace Baton.Cloud.State;

/// <summary>
/// The records of the state's log. What has an initializer has a setter, not init: a property that an older version's line does not name would lose its
/// initial value otherwise.
/// </summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(InstanceRecord))]
[JsonSerializable(typeof(InterfaceRecord))]
[JsonSerializable(typeof(VolumeRecord))]
[JsonSerializable(typeof(SnapshotRecord))]
[JsonSerializable(typeof(ImageRecord))]
[JsonSerializable(typeof(AddressRecord))]
[JsonSerializable(typeof(HostedZoneRecord))]
[JsonSerializable(typeof(DnsChangeRecord))]
[JsonSerializable(typeof(KeyPairRecord))]
[JsonSerializable(typeof(GroupRecord))]
[JsonSerializable(typeof(VpcRecord))]
[JsonSerializable(typeof(SubnetRecord))]
[JsonSerializable(typeof(TagsRecord))]
[JsonSerializable(typeof(TokenRecord))]
[JsonSerializable(typeof(ModificationRecord))]
[JsonSerializable(typeof(TemplateRecord))]
[JsonSerializable(typeof(AclRecord))]
[JsonSerializable(typeof(RouteTableRecord))]
[JsonSerializable(typeof(GatewayRecord))]
[JsonSerializable(typeof(DhcpOptionsRecord))]
[JsonSerializable(typeof(StoreTaskRecord))]
[JsonSerializable(typeof(ParameterRecord))]
[JsonSerializable(typeof(RoleRecord))]
[JsonSerializable(typeof(ProfileRecord))]
[JsonSerializable(typeof(PrefixListRecord))]
[JsonSerializable(typeof(BinRuleRecord))]
[JsonSerializable(typeof(BinnedRecord))]
[JsonSerializable(typeof(DiskTaskRecord))]
[JsonSerializable(typeof(BalancerRecord))]
[JsonSerializable(typeof(ListenerRecord))]
[JsonSerializable(typeof(TargetGroupRecord))]
internal sealed partial class StateJson : JsonSerializerContext;

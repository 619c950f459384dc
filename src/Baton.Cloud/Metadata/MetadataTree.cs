using System.Text;
using System.Text.Json;
using Baton.Cloud.Instances;
using Baton.Cloud.KeyPairs;
using Baton.Cloud.Networks;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Metadata;

/// <summary>The tree below /latest. An entry that does not apply is not there, as on EC2: no public-ipv4 without one, no iam without a role.</summary>
internal sealed class MetadataTree(CloudState state, CloudOptions options)
{
    /// <summary>The value at a path, or the names in it when it is a folder; null when there is nothing.</summary>
    public string? Find(InstanceRecord instance, IReadOnlyList<string> path)
    {
        if (state.InterfaceOf(instance.InstanceId) is not { } nic)
        {
            return null;
        }

        var wanted = string.Join('/', path);
        var entries = Entries(instance, nic);
        return entries.TryGetValue(wanted, out var value) ? value : List(entries.Keys, $"{wanted}/", KeyName(instance));
    }

    private static string? List(IEnumerable<string> paths, string folder, string? keyName)
    {
        var names = new List<string>();
        foreach (var path in paths.Where(path => path.StartsWith(folder, StringComparison.Ordinal)))
        {
            var rest = path[folder.Length..];
            var slash = rest.IndexOf('/');

            // Keys alone are listed as "0=name", and read as folder "0".
            var name = folder == "meta-data/public-keys/" ? $"{rest[..slash]}={keyName}" : slash < 0 ? rest : rest[..(slash + 1)];
            if (!names.Contains(name))
            {
                names.Add(name);
            }
        }

        return names.Count == 0 ? null : string.Join('\n', names.Order(StringComparer.Ordinal));
    }

    private Dictionary<string, string> Entries(InstanceRecord instance, InterfaceRecord nic)
    {
        var subnet = state.Subnets.Find(nic.SubnetId)!;
        var hostName = Addresses.PrivateName(nic.PrivateAddress, options.Region);
        var groups = string.Join('\n', nic.GroupIds.Select(id => state.Groups.Find(id)?.Name ?? id));
        var entries = new Dictionary<string, string>
        {
            ["meta-data/ami-id"] = instance.ImageId,
            ["meta-data/ami-launch-index"] = $"{instance.LaunchIndex}",
            ["meta-data/ami-manifest-path"] = "(unknown)",
            ["meta-data/hostname"] = hostName,
            ["meta-data/instance-action"] = "none",
            ["meta-data/instance-id"] = instance.InstanceId,
            ["meta-data/instance-life-cycle"] = "on-demand",
            ["meta-data/instance-type"] = instance.InstanceType,
            ["meta-data/local-hostname"] = hostName,
            ["meta-data/local-ipv4"] = nic.PrivateAddress,
            ["meta-data/mac"] = nic.MacAddress,
            ["meta-data/placement/availability-zone"] = subnet.Zone,
            ["meta-data/placement/availability-zone-id"] = Zones.IdOf(subnet.Zone, options.Region),
            ["meta-data/placement/region"] = options.Region,
            ["meta-data/profile"] = "default-hvm",
            ["meta-data/reservation-id"] = instance.ReservationId,
            ["meta-data/security-groups"] = groups,
            ["meta-data/services/domain"] = "amazonaws.com",
            ["meta-data/services/partition"] = "aws",
            ["meta-data/system"] = "nitro",
            ["dynamic/instance-identity/document"] = Document(instance, nic, subnet),
        };
        AddDevices(entries, instance);
        AddInterface(entries, nic, subnet, hostName, groups);
        if (KeyName(instance) is { } name)
        {
            entries["meta-data/public-keys/0/openssh-key"] = $"{state.KeyPairs.FindByName(name)!.PublicKey} {name}\n";
        }

        foreach (var (key, value) in instance.TagsInMetadata ? state.Tags(instance.InstanceId) : new Dictionary<string, string>())
        {
            entries[$"meta-data/tags/instance/{key}"] = value;
        }

        return entries;
    }

    private string? KeyName(InstanceRecord instance) => state.KeyPairs.FindByName(instance.KeyName)?.Name;

    private void AddDevices(Dictionary<string, string> entries, InstanceRecord instance)
    {
        entries["meta-data/block-device-mapping/ami"] = instance.RootDeviceName.Replace("/dev/", "", StringComparison.Ordinal);
        entries["meta-data/block-device-mapping/root"] = instance.RootDeviceName;
        var number = 0;
        foreach (var volume in state.VolumesOf(instance.InstanceId).Where(volume => volume.Device != instance.RootDeviceName))
        {
            entries[$"meta-data/block-device-mapping/ebs{++number}"] = volume.Device!.Replace("/dev/", "", StringComparison.Ordinal);
        }
    }

    private void AddInterface(Dictionary<string, string> entries, InterfaceRecord nic, SubnetRecord subnet, string hostName, string groups)
    {
        var folder = $"meta-data/network/interfaces/macs/{nic.MacAddress}";
        var vpc = state.Vpcs.Find(subnet.VpcId)!.Cidr;
        entries[$"{folder}/device-number"] = "0";
        entries[$"{folder}/interface-id"] = nic.InterfaceId;
        entries[$"{folder}/local-hostname"] = hostName;
        entries[$"{folder}/local-ipv4s"] = nic.PrivateAddress;
        entries[$"{folder}/mac"] = nic.MacAddress;
        entries[$"{folder}/owner-id"] = options.AccountId;
        entries[$"{folder}/security-group-ids"] = string.Join('\n', nic.GroupIds);
        entries[$"{folder}/security-groups"] = groups;
        entries[$"{folder}/subnet-id"] = subnet.SubnetId;
        entries[$"{folder}/subnet-ipv4-cidr-block"] = subnet.Cidr;
        entries[$"{folder}/vpc-id"] = subnet.VpcId;
        entries[$"{folder}/vpc-ipv4-cidr-block"] = vpc;
        entries[$"{folder}/vpc-ipv4-cidr-blocks"] = vpc;
        if ((state.AddressOf(nic.InterfaceId)?.PublicAddress ?? nic.AutoPublicAddress) is not { } address)
        {
            return;
        }

        var publicName = Addresses.PublicName(address, options.Region);
        entries["meta-data/public-hostname"] = publicName;
        entries["meta-data/public-ipv4"] = address;
        entries[$"{folder}/ipv4-associations/{address}"] = nic.PrivateAddress;
        entries[$"{folder}/public-hostname"] = publicName;
        entries[$"{folder}/public-ipv4s"] = address;
    }

    private string Document(InstanceRecord instance, InterfaceRecord nic, SubnetRecord subnet)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("accountId", options.AccountId);
            json.WriteString("architecture", instance.Architecture);
            json.WriteString("availabilityZone", subnet.Zone);
            json.WriteNull("billingProducts");
            json.WriteNull("devpayProductCodes");
            json.WriteNull("marketplaceProductCodes");
            json.WriteString("imageId", instance.ImageId);
            json.WriteString("instanceId", instance.InstanceId);
            json.WriteString("instanceType", instance.InstanceType);
            json.WriteNull("kernelId");
            json.WriteString("pendingTime", instance.LaunchTime.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture));
            json.WriteString("privateIp", nic.PrivateAddress);
            json.WriteNull("ramdiskId");
            json.WriteString("region", options.Region);
            json.WriteString("version", "2017-09-30");
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}

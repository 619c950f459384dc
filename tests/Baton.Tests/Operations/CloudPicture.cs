using Baton.Aws.Client;
using Baton.Aws.Ec2;
using Baton.Aws.Route53;
using Tag = Baton.Aws.Ec2.Tag;

namespace Baton.Tests.Operations;

/// <summary>Everything that is in a cloud and that somebody would pay for or trip over.</summary>
internal sealed class CloudPicture(AwsClient aws)
{
    public async Task<string> DrawAsync()
    {
        var instances = (await aws.SendAsync(new DescribeInstancesRequest(), CancellationToken.None)).Reservations.SelectMany(reservation => reservation.Instances)
            .Where(instance => instance.State?.Name != "terminated");
        var images = (await aws.SendAsync(new DescribeImagesRequest { Owners = ["self"] }, CancellationToken.None)).Images;
        var snapshots = (await aws.SendAsync(new DescribeSnapshotsRequest { OwnerIds = ["self"] }, CancellationToken.None)).Snapshots;
        var volumes = (await aws.SendAsync(new DescribeVolumesRequest(), CancellationToken.None)).Volumes;
        var addresses = (await aws.SendAsync(new DescribeAddressesRequest(), CancellationToken.None)).Addresses;
        var groups = (await aws.SendAsync(new DescribeSecurityGroupsRequest(), CancellationToken.None)).SecurityGroups;
        var rules = (await aws.SendAsync(new DescribeSecurityGroupRulesRequest(), CancellationToken.None)).SecurityGroupRules;
        string[] lines =
        [
            .. await NamesAsync(),
            .. instances.Select(instance => $"instance {instance.InstanceId} {instance.InstanceType} {instance.State?.Name} {Words(instance.Tags)}"),
            .. images.Select(image => $"image {image.ImageId} {Words(image.Tags)}"),
            .. snapshots.Select(snapshot => $"snapshot {snapshot.SnapshotId} {Words(snapshot.Tags)}"),
            .. volumes.Select(volume => $"volume {volume.VolumeId} {volume.State} {Words(volume.Tags)}"),
            .. addresses.Select(address => $"address {address.PublicIp} at {address.InstanceId} {Words(address.Tags)}"),
            .. groups.Select(group => $"group {group.GroupId} {Words(group.Tags)}"),
            .. rules.Select(rule => $"rule {rule.SecurityGroupRuleId} {rule.CidrIpv4} {rule.FromPort} {Words(rule.Tags)}"),
        ];
        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }

    /// <summary>Lines of things that say by no tag what they are.</summary>
    public async Task<IReadOnlyList<string>> UntaggedAsync() =>
        [.. (await DrawAsync()).Split('\n').Where(line => line.EndsWith("[]", StringComparison.Ordinal) && !line.StartsWith("group", StringComparison.Ordinal) && !line.StartsWith("rule", StringComparison.Ordinal))];

    private async Task<IEnumerable<string>> NamesAsync()
    {
        var names = new List<string>();
        foreach (var zone in (await aws.SendAsync(new ListHostedZonesRequest(), CancellationToken.None)).HostedZones)
        {
            var sets = (await aws.SendAsync(new ListResourceRecordSetsRequest { HostedZoneId = zone.Id!.Split('/')[^1] }, CancellationToken.None)).ResourceRecordSets;
            names.AddRange(sets.Select(set => $"name {set.Name} {set.TTL} {set.Type} {string.Join(' ', set.ResourceRecords.Select(record => record.Value))}"));
        }

        return names;
    }

    private static string Words(IEnumerable<Tag> tags) => $"[{string.Join(", ", tags.Select(tag => $"{tag.Key}={tag.Value}").Order(StringComparer.Ordinal))}]";
}

using Baton.Aws.Client;
using Baton.Aws.Ec2;

namespace Baton.Rehearsals.Stage;

/// <summary>Everything there is in the account, by id, and how it is called.</summary>
internal sealed record Inventory(IReadOnlyDictionary<string, Resource> Resources)
{
    public static async Task<Inventory> TakeAsync(AwsClient aws, CancellationToken cancellationToken)
    {
        var instances = await aws.SendAsync(new DescribeInstancesRequest(), cancellationToken);
        var volumes = await aws.SendAsync(new DescribeVolumesRequest(), cancellationToken);
        var snapshots = await aws.SendAsync(new DescribeSnapshotsRequest { OwnerIds = ["self"] }, cancellationToken);
        var images = await aws.SendAsync(new DescribeImagesRequest { Owners = ["self"] }, cancellationToken);
        var groups = await aws.SendAsync(new DescribeSecurityGroupsRequest(), cancellationToken);
        var addresses = await aws.SendAsync(new DescribeAddressesRequest(), cancellationToken);
        var keys = await aws.SendAsync(new DescribeKeyPairsRequest(), cancellationToken);
        Resource[] all =
        [
            .. instances.Reservations.SelectMany(static reservation => reservation.Instances)
                .Where(static instance => instance.State?.Name is not "terminated")
                .Select(static instance => new Resource("instance", instance.InstanceId!, instance.Tags) { Parts = [.. instance.BlockDeviceMappings.Select(static volume => volume.Ebs?.VolumeId).OfType<string>()] }),
            .. volumes.Volumes.Select(static volume => new Resource("volume", volume.VolumeId!, volume.Tags)),
            .. snapshots.Snapshots.Select(static snapshot => new Resource("snapshot", snapshot.SnapshotId!, snapshot.Tags)),
            .. images.Images.Select(static image => new Resource("image", image.ImageId!, image.Tags) { Parts = [.. image.BlockDeviceMappings.Select(static volume => volume.Ebs?.SnapshotId).OfType<string>()] }),
            .. groups.SecurityGroups.Select(static group => new Resource("security group", group.GroupId!, group.Tags)),
            .. addresses.Addresses.Select(static address => new Resource("address", address.PublicIp!, address.Tags)),
            .. keys.KeyPairs.Select(static key => new Resource("key pair", key.KeyName!, key.Tags)),
        ];
        return new(all.ToDictionary(static resource => resource.Id));
    }

    /// <summary>
    /// What is there now, was not there before, and is not one of those that the story was to leave (or a part of one). Those must carry a tag,
    /// so that they can be found and paid for knowingly; the tag of a run goes when the run is finished.
    /// </summary>
    public IEnumerable<string> LeftoversSince(Inventory before, IReadOnlyCollection<string> wanted)
    {
        var expected = wanted.Concat(wanted.SelectMany(id => Resources.TryGetValue(id, out var resource) ? resource.Parts : [])).ToHashSet();
        foreach (var resource in Resources.Values.Where(resource => !before.Resources.ContainsKey(resource.Id)))
        {
            if (!expected.Contains(resource.Id))
            {
                yield return $"{resource.Kind} {resource.Id}";
            }
            else if (resource.Tags.Count == 0)
            {
                yield return $"{resource.Kind} {resource.Id} without a tag";
            }
        }
    }
}

using System.Globalization;
using Baton.Aws.Ec2;
using Baton.Operations.Assessing;
using Baton.Operations.Cloud;
using Baton.Operations.Imaging;

namespace Baton.Operations.Hardening;

/// <summary>What can be told from outside: one machine, its images, its volumes, who reaches it.</summary>
internal static class InstanceImprovements
{
    private const string Here = "here";
    private static readonly int[] s_public = [80, 443];
    private static readonly TimeSpan s_fresh = TimeSpan.FromDays(2);

    public static IEnumerable<Improvement> Find(InstanceLook look) => [.. Machine(look), .. Images(look), .. Volumes(look), .. look.Groups.SelectMany(Doors)];

    private static IEnumerable<Improvement> Machine(InstanceLook look)
    {
        var instance = look.Instance;
        yield return new(
            RiskLevel.Medium, "machine", $"Everything runs on one machine in one zone ({instance.AvailabilityZone}): what takes it takes the application. How long a new one takes from an image is worth knowing before.",
            $"baton verify {Newest(look)?.ImageId ?? "IMAGE"}", Here);
        if (!instance.TerminationProtection)
        {
            yield return new(RiskLevel.Medium, "machine", "Nothing keeps it from being terminated by mistake.", $"aws ec2 modify-instance-attribute --instance-id {instance.InstanceId} --disable-api-termination", Here);
        }

        if (instance.Metadata?.Tokens == "optional")
        {
            yield return new(
                RiskLevel.Medium, "machine", "The metadata service answers without a session token: an application that can be made to fetch a URL gives credentials away.",
                $"aws ec2 modify-instance-metadata-options --instance-id {instance.InstanceId} --http-tokens required", Here);
        }

        if (!instance.Monitoring)
        {
            yield return new(RiskLevel.Low, "monitoring", "CloudWatch looks at it every five minutes only.", $"aws ec2 monitor-instances --instance-ids {instance.InstanceId}", Here);
        }
    }

    private static IEnumerable<Improvement> Images(InstanceLook look)
    {
        if (Newest(look) is not { } newest)
        {
            yield return new(RiskLevel.High, "backup", "There is no image of it.", $"baton image {look.Server}", Here);
            yield break;
        }

        var taken = Taken(newest);
        if (look.At - taken > s_fresh)
        {
            yield return new(RiskLevel.High, "backup", string.Create(CultureInfo.InvariantCulture, $"Its newest image is of {taken:yyyy-MM-dd}."), $"baton image {look.Server}", Here);
        }
        else
        {
            // Nothing of Baton runs by itself.
            yield return new(RiskLevel.Medium, "backup", "Images are taken when somebody thinks of it.", $"(crontab -l; echo '15 3 * * * baton image {look.Server}') | crontab -", Here);
        }

        if (RunTags.Find(newest.Tags, ImageTags.Verdict) is not "passed")
        {
            yield return new(RiskLevel.High, "backup", $"Its newest image {newest.ImageId} {(RunTags.Find(newest.Tags, ImageTags.Verdict) is null ? "has never been proved to work" : "was found wanting")}.", $"baton verify {newest.ImageId}", Here);
        }
    }

    private static IEnumerable<Improvement> Volumes(InstanceLook look)
    {
        var open = look.Instance.Volumes.Where(volume => !volume.Encrypted).Select(volume => volume.VolumeId).ToList();
        if (open.Count > 0)
        {
            yield return new(
                RiskLevel.Low, "disk", $"Not encrypted: {string.Join(", ", open)}. A volume is encrypted when it is made; with this set, the next resize makes encrypted ones.",
                "aws ec2 enable-ebs-encryption-by-default", Here);
        }
    }

    private static IEnumerable<Improvement> Doors(SecurityGroup doors) => from permission in doors.IpPermissions
        from world in World(permission)
        where permission.IpProtocol is not ("icmp" or "icmpv6" or "1" or "58")
        where permission.FromPort is not { } port || permission.ToPort != port || !s_public.Contains(port)
        select new Improvement(
            permission.FromPort == 22 || permission.FromPort is null ? RiskLevel.High : RiskLevel.Medium,
            "network",
            $"The whole world reaches {Ports(permission)} through {doors.GroupId}.",
            $"aws ec2 revoke-security-group-ingress --group-id {doors.GroupId} --ip-permissions '{Rule(permission, world)}'",
            Here);

    private static IEnumerable<string> World(IpPermission permission) =>
        [.. permission.IpRanges.Select(range => range.CidrIp).Concat(permission.Ipv6Ranges.Select(range => range.CidrIpv6)).OfType<string>().Where(block => block is "0.0.0.0/0" or "::/0")];

    private static string Ports(IpPermission permission) => (permission.FromPort, permission.ToPort) switch
    {
        (null, _) or (-1, _) => "every port",
        var (from, to) when from == to => string.Create(CultureInfo.InvariantCulture, $"port {from}"),
        var (from, to) => string.Create(CultureInfo.InvariantCulture, $"ports {from} to {to}"),
    };

    private static string Rule(IpPermission permission, string world) => string.Create(
        CultureInfo.InvariantCulture,
        $"IpProtocol={permission.IpProtocol}{(permission.FromPort is { } from ? $",FromPort={from},ToPort={permission.ToPort}" : "")},{(world == "::/0" ? $"Ipv6Ranges=[{{CidrIpv6={world}}}]" : $"IpRanges=[{{CidrIp={world}}}]")}");

    private static Image? Newest(InstanceLook look) => look.Images.MaxBy(Taken);

    private static DateTimeOffset Taken(Image image) =>
        DateTimeOffset.TryParse(image.CreationDate, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var taken) ? taken : DateTimeOffset.MinValue;
}

using System.Net;
using System.Net.Sockets;
using System.Text;
using Baton.Aws;
using Baton.Aws.Client;
using Baton.Aws.Ec2;
using Baton.Aws.Route53;
using Baton.Engine.Problems;

namespace Baton.Rehearsals.Stage;

/// <summary>What a user has done in EC2 before Baton comes: a key, a group, a server, an address. Over the wire, as everybody.</summary>
internal sealed class Backstage(AwsClient aws, RehearsalFolder folder, TimeProvider time)
{
    private const string Name = "payroll";
    private static readonly TimeSpan s_period = TimeSpan.FromMilliseconds(250);

    public async Task<string> StockImageAsync(CancellationToken cancellationToken)
    {
        var found = await aws.SendAsync(
            new DescribeImagesRequest { Owners = ["amazon"], Filters = [new() { Name = "name", Values = ["debian-12-amd64*"] }] }, cancellationToken);
        return found.Images.OrderByDescending(static image => image.CreationDate, StringComparer.Ordinal).FirstOrDefault()?.ImageId
            ?? throw new BatonException(RehearsalProblems.NoStockImage());
    }

    public async Task<string?> OwnImageAsync(string name, CancellationToken cancellationToken)
    {
        var found = await aws.SendAsync(
            new DescribeImagesRequest { Owners = ["self"], Filters = [new() { Name = "name", Values = [name] }] }, cancellationToken);
        return found.Images is [var image, ..] ? image.ImageId : null;
    }

    public async Task CreateKeyAsync(CancellationToken cancellationToken)
    {
        var key = await aws.SendAsync(new CreateKeyPairRequest { KeyName = Name, KeyType = "ed25519", TagSpecifications = Tags("key-pair") }, cancellationToken);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
        await using var file = new StreamWriter(folder.Key, Encoding.ASCII, options);
        await file.WriteAsync(key.KeyMaterial!.TrimEnd() + "\n");
    }

    public async Task<string> CreateGroupAsync(CancellationToken cancellationToken)
    {
        var group = await aws.SendAsync(
            new CreateSecurityGroupRequest { GroupName = Name, Description = "SSH and HTTP", TagSpecifications = Tags("security-group") }, cancellationToken);
        await aws.SendAsync(
            new AuthorizeSecurityGroupIngressRequest { GroupId = group.GroupId, IpPermissions = [Open(22), Open(80)] }, cancellationToken);
        return group.GroupId!;
    }

    /// <param name="dataGiB">The size of a second, empty volume; null when the image brings its own.</param>
    public async Task<Instance> LaunchAsync(string image, string type, string group, int? dataGiB, CancellationToken cancellationToken)
    {
        IReadOnlyList<BlockDeviceMapping> volumes = dataGiB is { } size
            ? [new() { DeviceName = "/dev/sdf", Ebs = new() { VolumeSize = size, VolumeType = "gp3", DeleteOnTermination = true } }]
            : [];
        var launched = await aws.SendAsync(
            new RunInstancesRequest
            {
                ImageId = image,
                InstanceType = type,
                KeyName = Name,
                SecurityGroupIds = [group],
                MinCount = 1,
                MaxCount = 1,
                BlockDeviceMappings = volumes,
                TagSpecifications = [.. Tags("instance"), .. Tags("volume")],
            },
            cancellationToken);
        return launched.Instances[0];
    }

    public async Task<(string AllocationId, string Address)> AllocateAddressAsync(CancellationToken cancellationToken)
    {
        var address = await aws.SendAsync(new AllocateAddressRequest { Domain = "vpc", TagSpecifications = Tags("elastic-ip") }, cancellationToken);
        return (address.AllocationId!, address.PublicIp!);
    }

    public Task AssociateAsync(string allocation, string instance, CancellationToken cancellationToken) =>
        aws.SendAsync(new AssociateAddressRequest { AllocationId = allocation, InstanceId = instance }, cancellationToken);

    public async Task<Instance> DescribeAsync(string instance, CancellationToken cancellationToken)
    {
        var found = await aws.SendAsync(new DescribeInstancesRequest { InstanceIds = [instance] }, cancellationToken);
        return found.Reservations[0].Instances[0];
    }

    /// <summary>The instance that an address leads to.</summary>
    public async Task<Instance> AtAddressAsync(string address, CancellationToken cancellationToken)
    {
        var found = await aws.SendAsync(new DescribeAddressesRequest { PublicIps = [address] }, cancellationToken);
        return await DescribeAsync(found.Addresses[0].InstanceId!, cancellationToken);
    }

    public async Task AwaitStateAsync(string instance, string state, CancellationToken cancellationToken)
    {
        while ((await DescribeAsync(instance, cancellationToken)).State?.Name is var now && now != state)
        {
            if (now is "terminated" or "shutting-down" && state != "terminated")
            {
                throw new BatonException(RehearsalProblems.NotReached(instance, now));
            }

            await Task.Delay(s_period, time, cancellationToken);
        }
    }

    public async Task<string> CreateImageAsync(string instance, string name, CancellationToken cancellationToken)
    {
        var made = await aws.SendAsync(
            new CreateImageRequest { InstanceId = instance, Name = name, TagSpecifications = [.. Tags("image"), .. Tags("snapshot")] }, cancellationToken);
        while (true)
        {
            var image = (await aws.SendAsync(new DescribeImagesRequest { ImageIds = [made.ImageId!] }, cancellationToken)).Images[0];
            if (image.State != "pending")
            {
                return image.State == "available" ? made.ImageId! : throw new BatonException(RehearsalProblems.NotReached(made.ImageId!, image.State!));
            }

            await Task.Delay(s_period, time, cancellationToken);
        }
    }

    /// <summary>Makes a hosted zone with one name in it, which leads to an address.</summary>
    public async Task<string> CreateZoneAsync(string zone, string name, string address, long timeToLive, CancellationToken cancellationToken)
    {
        var made = await aws.SendAsync(new CreateHostedZoneRequest { Name = zone, CallerReference = $"{zone} {time.GetTimestamp()}" }, cancellationToken);
        var id = made.HostedZone!.Id!.Split('/')[^1];
        await PointAsync(id, name, address, timeToLive, cancellationToken);
        return id;
    }

    /// <summary>Returns when the name servers answer so.</summary>
    public async Task PointAsync(string zone, string name, string address, long timeToLive, CancellationToken cancellationToken)
    {
        var record = new ResourceRecordSet { Name = name, Type = "A", TTL = timeToLive, ResourceRecords = [new() { Value = address }] };
        var changed = await aws.SendAsync(
            new ChangeResourceRecordSetsRequest { HostedZoneId = zone, ChangeBatch = new() { Changes = [new() { Action = "UPSERT", ResourceRecordSet = record }] } }, cancellationToken);
        var change = changed.ChangeInfo!.Id!.Split('/')[^1];
        while ((await aws.SendAsync(new GetChangeRequest { Id = change }, cancellationToken)).ChangeInfo?.Status != "INSYNC")
        {
            await Task.Delay(s_period, time, cancellationToken);
        }
    }

    public Task StopAsync(string instance, CancellationToken cancellationToken) =>
        aws.SendAsync(new StopInstancesRequest { InstanceIds = [instance] }, cancellationToken);

    public Task RebootAsync(string instance, CancellationToken cancellationToken) =>
        aws.SendAsync(new RebootInstancesRequest { InstanceIds = [instance] }, cancellationToken);

    public Task TerminateAsync(string instance, CancellationToken cancellationToken) =>
        aws.SendAsync(new TerminateInstancesRequest { InstanceIds = [instance] }, cancellationToken);

    public Task DeleteGroupAsync(string group, CancellationToken cancellationToken) =>
        aws.SendAsync(new DeleteSecurityGroupRequest { GroupId = group }, cancellationToken);

    public Task DeleteKeyAsync(CancellationToken cancellationToken) => aws.SendAsync(new DeleteKeyPairRequest { KeyName = Name }, cancellationToken);

    public Task ReleaseAsync(string allocation, CancellationToken cancellationToken) =>
        aws.SendAsync(new ReleaseAddressRequest { AllocationId = allocation }, cancellationToken);

    /// <summary>Takes the host keys of an instance from its console, and trusts no others at this address.</summary>
    public async Task<Guest> TrustAsync(string instance, string address, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(5));
        try
        {
            while (true)
            {
                var console = await aws.SendAsync(new GetConsoleOutputRequest { InstanceId = instance, Latest = true }, patience.Token);
                var keys = HostKeys(Encoding.UTF8.GetString(Convert.FromBase64String(console.Output ?? "")));
                if (keys.Count > 0)
                {
                    var others = File.Exists(folder.KnownHosts) ? File.ReadLines(folder.KnownHosts).Where(line => !line.StartsWith(address + " ", StringComparison.Ordinal)) : [];
                    await File.WriteAllLinesAsync(folder.KnownHosts, [.. others, .. keys.Select(key => $"{address} {key}")], cancellationToken);
                    return new(folder, address);
                }

                await Task.Delay(s_period, time, patience.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BatonException(RehearsalProblems.NoHostKey(instance));
        }
    }

    /// <summary>Waits until the application answers as a primary.</summary>
    public async Task AwaitServingAsync(Uri address, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(5) };
        var start = time.GetTimestamp();
        while (true)
        {
            string trouble;
            try
            {
                using var answer = await http.GetAsync("/healthz", cancellationToken);
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }

                trouble = $"HTTP {(int)answer.StatusCode}";
            }
            catch (Exception error) when (error is HttpRequestException or SocketException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
            {
                trouble = error.Message;
            }

            if (time.GetElapsedTime(start) > TimeSpan.FromMinutes(5))
            {
                throw new BatonException(RehearsalProblems.NotServing(address, trouble));
            }

            await Task.Delay(s_period, time, cancellationToken);
        }
    }

    /// <summary>As cloud-init writes them: a line per key between two marks.</summary>
    internal static List<string> HostKeys(string console)
    {
        const string Begin = "-----BEGIN SSH HOST KEY KEYS-----";
        var from = console.LastIndexOf(Begin, StringComparison.Ordinal);
        var to = from < 0 ? -1 : console.IndexOf("-----END SSH HOST KEY KEYS-----", from, StringComparison.Ordinal);
        return to < 0
            ? []
            : [.. console[(from + Begin.Length)..to].Split('\n', StringSplitOptions.TrimEntries).Select(static line => line.Split(' ')).Where(static parts => parts.Length >= 2).Select(static parts => $"{parts[0]} {parts[1]}")];
    }

    private static IpPermission Open(int port) => new() { IpProtocol = "tcp", FromPort = port, ToPort = port, IpRanges = [new() { CidrIp = "0.0.0.0/0" }] };

    private static IReadOnlyList<TagSpecification> Tags(string resource) => [new() { ResourceType = resource, Tags = [new() { Key = "Name", Value = Name }] }];
}

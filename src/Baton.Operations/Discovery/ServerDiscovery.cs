using Baton.Aws.Ec2;
using Baton.Engine.Problems;
using Baton.Hosts.Discovery;
using Baton.Hosts.Disks;
using Baton.Hosts.Postgres;
using Baton.Hosts.Ssh;
using Baton.Hosts.Units;
using Baton.Operations.Cloud;
using Baton.Operations.Configuration;
using Baton.Operations.Connections;
using Baton.Operations.Preflight;
using Baton.Operations.Problems;

namespace Baton.Operations.Discovery;

/// <summary>Finds out all about a server, changing nothing.</summary>
internal sealed class ServerDiscovery(OperationServices services)
{
    private readonly Ec2 _ec2 = new(services);

    /// <summary>Everything that can be found out; what cannot is among the problems, and the model is then null.</summary>
    public async Task<(ServerModel? Model, IReadOnlyList<Problem> Problems)> DiscoverAsync(ServerOptions options, CancellationToken cancellationToken)
    {
        var found = await FindAsync(options, cancellationToken);
        if (found.State?.Name != "running")
        {
            return (null, [PreflightProblems.NotRunning($"{options.Name} ({found.InstanceId})", found.State?.Name ?? "unknown")]);
        }

        var instance = await DescribeAsync(found, cancellationToken);
        await using var connections = new ServerConnections(services, options.Name, options.Ssh);
        await TrustByConsoleAsync(instance.InstanceId, cancellationToken);
        var problems = new List<Problem>();
        async Task<T?> TryAsync<T>(Func<Task<T>> ask)
            where T : class
        {
            try
            {
                return await ask();
            }
            catch (BatonException error)
            {
                // Told to the operator with all the others: one at a time would cost a run each.
                problems.AddRange(error.Problems);
                return null;
            }
        }

        var host = await TryAsync(() => connections.ConnectAsync(instance.InstanceId, TimeSpan.FromSeconds(15), cancellationToken));
        if (host is null)
        {
            return (null, problems);
        }

        var facts = await TryAsync(() => new Facts(host).ReadAsync(cancellationToken));
        var postgres = options.Postgres is { } wanted ? await TryAsync(() => new PostgresDiscovery(host).ReadAsync(wanted.Cluster, cancellationToken)) : null;
        var units = await TryAsync(() => new Services(host).ReadAsync([.. options.Services.Select(service => service.Unit), .. options.Fenced], cancellationToken));
        await TryAsync(async () =>
        {
            await new Folders(host).LookAsync(options.Folders, cancellationToken);
            return options;
        });
        var model = facts is null || units is null || problems is not []
            ? null
            : new ServerModel { Options = options, Instance = instance, Host = facts, Postgres = postgres, Units = units };
        return (model, problems);
    }

    /// <summary>Finds the running instance of a server and takes its host key from its console; its id.</summary>
    public async Task<string> MeetAsync(ServerOptions options, CancellationToken cancellationToken)
    {
        var found = await FindAsync(options, cancellationToken);
        if (found.State?.Name != "running")
        {
            throw new BatonException(PreflightProblems.NotRunning($"{options.Name} ({found.InstanceId})", found.State?.Name ?? "unknown"));
        }

        await TrustByConsoleAsync(found.InstanceId!, cancellationToken);
        return found.InstanceId!;
    }

    /// <summary>
    /// The key of a server that Baton has not seen yet: from its console when that still shows it; else ssh's own known_hosts decide.
    /// </summary>
    private async Task TrustByConsoleAsync(string instanceId, CancellationToken cancellationToken)
    {
        if (services.Connector.IsTrusted(instanceId))
        {
            return;
        }

        if (ConsoleHostKeys.Read(await _ec2.ConsoleAsync(instanceId, cancellationToken)) is { Count: > 0 } keys)
        {
            services.Connector.Trust(instanceId, keys);
        }
    }

    private async Task<Instance> FindAsync(ServerOptions options, CancellationToken cancellationToken)
    {
        var wanted = options.Instance ?? options.Name;
        var byId = wanted.StartsWith("i-", StringComparison.Ordinal);
        var filter = new Filter { Name = byId ? "instance-id" : $"tag:{RunTags.Name}", Values = [wanted] };
        var found = (await _ec2.InstancesAsync([filter], cancellationToken))
            .Where(instance => instance.State?.Name is not ("terminated" or "shutting-down"))
            .ToList();

        // After a move baton.yaml may still name the server that was left: its tag says which one took over.
        if (byId && found is [var old] && RunTags.Find(old.Tags, RunTags.ReplacedBy) is { } successor
            && await _ec2.FindInstanceAsync(successor, cancellationToken) is { State.Name: "running" } current)
        {
            return current;
        }

        return found switch
        {
            [var one] => one,
            [] => throw new BatonException(OperationProblems.InstanceUnknown(wanted)),
            _ => found.Where(instance => instance.State?.Name == "running").ToList() is [var running]
                ? running
                : throw new BatonException(OperationProblems.InstanceAmbiguous(wanted, found.Select(instance => instance.InstanceId!))),
        };
    }

    public async Task<InstanceModel> DescribeAsync(Instance instance, CancellationToken cancellationToken)
    {
        var id = instance.InstanceId!;
        var addresses = await _ec2.SendAsync(new DescribeAddressesRequest { Filters = [new() { Name = "instance-id", Values = [id] }] }, cancellationToken);
        var elastic = addresses.Addresses is [var first, ..] ? first : null;
        return WithImageAttributes(Describe(instance), instance) with
        {
            Elastic = elastic is { AllocationId: { } allocation, PublicIp: { } address } ? new(allocation, address) : null,
            Volumes = await VolumesAsync(instance, cancellationToken),
            TerminationProtection = (await AttributeAsync(id, "disableApiTermination", cancellationToken)).DisableApiTermination?.Value ?? false,
            ShutdownBehavior = (await AttributeAsync(id, "instanceInitiatedShutdownBehavior", cancellationToken)).InstanceInitiatedShutdownBehavior?.Value,
            HasUserData = !string.IsNullOrEmpty((await AttributeAsync(id, "userData", cancellationToken)).UserData?.Value),
        };
    }

    private Task<InstanceAttribute> AttributeAsync(string instanceId, string attribute, CancellationToken cancellationToken) =>
        _ec2.SendAsync(new DescribeInstanceAttributeRequest { InstanceId = instanceId, Attribute = attribute }, cancellationToken);

    private async Task<IReadOnlyList<VolumeModel>> VolumesAsync(Instance instance, CancellationToken cancellationToken)
    {
        var filter = new Filter { Name = "attachment.instance-id", Values = [instance.InstanceId!] };
        var volumes = await _ec2.VolumesAsync([filter], cancellationToken);
        return
        [
            .. from mapping in instance.BlockDeviceMappings
               join volume in volumes on mapping.Ebs?.VolumeId equals volume.VolumeId
               select new VolumeModel
               {
                   Device = mapping.DeviceName!,
                   VolumeId = volume.VolumeId!,
                   SizeGiB = volume.Size ?? 0,
                   Type = volume.VolumeType,
                   Iops = volume.Iops,
                   Throughput = volume.Throughput,
                   Encrypted = volume.Encrypted ?? false,
                   DeleteOnTermination = mapping.Ebs?.DeleteOnTermination ?? false,
                   IsRoot = mapping.DeviceName == instance.RootDeviceName,
               },
        ];
    }

    private static InstanceModel Describe(Instance instance) => new()
    {
        InstanceId = instance.InstanceId!,
        InstanceType = instance.InstanceType!,
        Architecture = instance.Architecture ?? "x86_64",
        SubnetId = instance.SubnetId!,
        VpcId = instance.VpcId!,
        AvailabilityZone = instance.Placement?.AvailabilityZone ?? "",
        PrivateAddress = instance.PrivateIpAddress ?? "",
        PublicAddress = instance.PublicIpAddress,
        SecurityGroupIds = [.. instance.SecurityGroups.Select(group => group.GroupId!)],
        NetworkInterfaces = Math.Max(1, instance.NetworkInterfaces.Count),
        KeyName = instance.KeyName,
        ProfileArn = instance.IamInstanceProfile?.Arn,
        EbsOptimized = instance.EbsOptimized ?? false,
        Monitoring = instance.Monitoring?.State is "enabled" or "pending",
        Tenancy = instance.Placement?.Tenancy,
        PlacementGroup = string.IsNullOrEmpty(instance.Placement?.GroupName) ? null : instance.Placement.GroupName,
        Metadata = instance.MetadataOptions is { } options
            ? new(options.HttpTokens, options.HttpPutResponseHopLimit, options.HttpEndpoint, options.InstanceMetadataTags)
            : null,
        RootDevice = instance.RootDeviceName!,
        RootDeviceType = instance.RootDeviceType ?? "ebs",
        Tags = [.. instance.Tags.Where(tag => IsOfTheServer(tag.Key!)).Select(tag => new TagModel(tag.Key!, tag.Value ?? ""))],
    };

    private static InstanceModel WithImageAttributes(InstanceModel model, Instance instance) => model with
    {
        VirtualizationType = instance.VirtualizationType ?? "hvm",
        EnaSupport = instance.EnaSupport ?? false,
        SriovNetSupport = instance.SriovNetSupport,
        BootMode = instance.BootMode,
        TpmSupport = instance.TpmSupport,
        Hibernation = instance.HibernationOptions?.Configured ?? false,
        Spot = instance.InstanceLifecycle == "spot",
        AutoScalingGroup = RunTags.Find(instance.Tags, "aws:autoscaling:groupName"),
    };

    /// <summary>Not those that AWS sets itself, nor those of the run that once made it.</summary>
    private static bool IsOfTheServer(string key) =>
        !key.StartsWith("aws:", StringComparison.Ordinal) && !key.StartsWith("baton:", StringComparison.Ordinal);
}

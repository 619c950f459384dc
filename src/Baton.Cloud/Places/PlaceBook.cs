using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Baton.Aws.Signing;
using Baton.Aws.Wire;
using Baton.Cloud.Faults;
using Baton.Cloud.Hosting;
using Baton.Cloud.Instances;
using Baton.Cloud.LoadBalancing.Serving;
using Baton.Cloud.Metadata;
using Baton.Cloud.Network;
using Baton.Cloud.S3.Storage;
using Baton.Cloud.Server;
using Baton.Cloud.State;
using Microsoft.Extensions.Logging;

namespace Baton.Cloud.Places;

/// <summary>All places of one cloud. Each has a state of its own, made when it is first used; machines, volumes and the network under them are one.</summary>
internal sealed class PlaceBook : IAsyncDisposable
{
    private readonly ConcurrentDictionary<(string AccountId, string Region), Lazy<Place>> _open = new();
    private readonly CloudOptions _options;
    private readonly string _directory;
    private readonly CloudParts _parts;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _loggers;
    private readonly BootWatch _boots;

    public PlaceBook(CloudOptions options, string directory, CloudParts parts, TimeProvider time, ILoggerFactory loggers)
    {
        (_options, _directory, _parts, _time, _loggers) = (options, directory, parts, time, loggers);
        _boots = new(parts.Machines);
        Unseen = new(time);
        Objects = new(Path.Combine(directory, "s3"));
        Drafts = new(Path.Combine(directory, "drafts"));
        Throttle = options.Throttled ? new(time) : null;
        Accounts = new(options.AccountId, options.AccessKeyId, options.SecretAccessKey);
        Metadata = new(this);
        Network = parts.Network(Metadata);
        Home = Open(options.AccountId, options.Region);
        foreach (var (account, region) in Kept())
        {
            Open(account, region);
        }
    }

    public Accounts Accounts { get; }

    public Place Home { get; }

    public MetadataRouter Metadata { get; }

    public IVpcNetwork Network { get; }

    /// <summary>The buckets, whose names are one for all places.</summary>
    public ObjectStore Objects { get; }

    /// <summary>Snapshots that clients write block by block.</summary>
    public Ebs.SnapshotDrafts Drafts { get; }

    public FaultTable Faults { get; } = new();

    public UnseenResources Unseen { get; }

    /// <summary>Null when requests are not limited.</summary>
    public Throttle? Throttle { get; }

    /// <summary>Held by whoever changes the state: requests that do, and machines that come and go.</summary>
    public SemaphoreSlim Changes { get; } = new(1, 1);

    public IEnumerable<Place> All => _open.Values.Where(place => place.IsValueCreated).Select(place => place.Value);

    public Place Of(Signer signer) => Open(Accounts.AccountOf(signer.AccessKeyId)!, signer.Region);

    /// <summary>Services that are one for all regions keep what they know in the region that they are signed for on AWS.</summary>
    public Place Of(Signer signer, AwsService service) => service.IsGlobal ? Open(Accounts.AccountOf(signer.AccessKeyId)!, "us-east-1") : Of(signer);

    public Place Open(string accountId, string region) => _open.GetOrAdd((accountId, region), key => new(() => New(key.AccountId, key.Region))).Value;

    /// <summary>After a start of the cloud: what the state says should run is found, and what is not found is started again.</summary>
    public async Task AdoptAsync(CancellationToken cancellationToken)
    {
        List<Place> places = [.. All];
        var running = await _parts.Machines.AdoptAsync([.. places.SelectMany(place => place.Lifecycle.Expect())], cancellationToken);
        foreach (var place in places)
        {
            place.Lifecycle.Continue(running);
        }
    }

    /// <summary>Where the load balancer of a DNS name is: "web-123.us-east-1.elb.amazonaws.com."</summary>
    public IPAddress? BalancerAddress(string name)
    {
        var plain = name.TrimEnd('.').ToLowerInvariant();
        plain = plain.StartsWith("dualstack.", StringComparison.Ordinal) ? plain["dualstack.".Length..] : plain;
        var found = All.SelectMany(place => place.Cloud.State.Balancers.All).FirstOrDefault(balancer => string.Equals(balancer.DnsName, plain, StringComparison.OrdinalIgnoreCase));
        return found is null ? null : IPAddress.Parse(found.Address);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var place in All)
        {
            await place.Balancers.DisposeAsync();
            await place.Lifecycle.DisposeAsync();
        }

        await Network.DisposeAsync();
        await _parts.Machines.DisposeAsync();
        foreach (var place in All)
        {
            place.Cloud.State.Dispose();
        }

        Objects.Dispose();
        Changes.Dispose();
    }

    private Place New(string accountId, string region)
    {
        var options = _options with { AccountId = accountId, Region = region };
        var cloud = new CloudContext
        {
            Options = options, Places = this, State = new(DirectoryOf(accountId, region)), Machines = _parts.Machines, Storage = _parts.Storage, Network = Network, Time = _time,
        };
        Seeds.Plant(cloud);
        Seeds.Stock(cloud, _parts.StockImages.All);
        var addresses = new PublicAddresses(cloud);
        var firewall = new Firewall(cloud);
        var lifecycle = new InstanceLifecycle(cloud, firewall, addresses, _boots, _loggers.CreateLogger<InstanceLifecycle>());

        // The same after a restart, so that guests can go on using their tokens.
        var key = HMACSHA256.HashData(Encoding.UTF8.GetBytes(_options.SecretAccessKey), "instance metadata"u8);
        var metadata = new MetadataService(cloud.State, new(cloud.State, options), new(key, _time));
        metadata.Asked += _boots.Heard;
        var balancers = new BalancerFloor(cloud, _loggers.CreateLogger<BalancerFloor>());
        return new() { Cloud = cloud, Lifecycle = lifecycle, Actions = new(cloud, lifecycle, firewall, addresses, _boots, balancers), Balancers = balancers, Metadata = metadata };
    }

    private string Folder => Path.Combine(_directory, "places");

    // The state of the place that most people never leave lies where it lay when there was no other.
    private string DirectoryOf(string accountId, string region) =>
        (accountId, region) == (_options.AccountId, _options.Region) ? _directory : Path.Combine(Folder, $"{accountId}-{region}");

    private IEnumerable<(string AccountId, string Region)> Kept() =>
        Directory.Exists(Folder) ? Directory.EnumerateDirectories(Folder).Select(Path.GetFileName).Select(name => (name![..12], name[13..])) : [];
}

using Baton.Aws.Client;
using Baton.Aws.Ec2;
using Baton.Engine.Problems;
using Baton.Hosts;
using Baton.Hosts.Checks;
using Baton.Hosts.Ssh;
using Baton.Operations.Configuration;
using Baton.Operations.Connections;

namespace Baton.Tests.Operations;

/// <summary>
/// What runs on the instances of a simulated cloud. An instance that the cloud launches from an image has the disks that its server had when the snapshots
/// were taken.
/// </summary>
internal sealed class FakeFleet(AwsClient aws) : IHostConnector, IOutside
{
    private readonly Dictionary<string, FakeServer> _servers = [];
    private readonly HashSet<string> _trusted = [];
    private FakeServer? _kept;

    public Lock Gate { get; } = new();

    public List<string> Ran { get; } = [];

    /// <summary>What is done to a copy when it boots: broken disks, failing checks.</summary>
    public Action<FakeServer> Booting { get; set; } = _ => { };

    /// <summary>Why nobody gets in by SSH; null when everybody does.</summary>
    public Problem? Refuses { get; set; }

    /// <summary>The network between Baton and all servers is gone. Users' is not.</summary>
    public bool Unreachable { get; set; }

    public void Add(FakeServer server) => _servers[server.InstanceId] = server;

    public FakeServer ById(string instanceId) => _servers[instanceId];

    public FakeServer ByAddress(string privateAddress) => _servers.Values.Last(server => server.PrivateAddress == privateAddress);

    public IReadOnlyList<FakeServer> All => [.. _servers.Values];

    /// <summary>The moment of the snapshots.</summary>
    public void Keep(FakeServer server) => _kept = server.Copy(server.InstanceId, server.PrivateAddress);

    public FakeServer? StandbyOf(FakeServer primary) => _servers.Values.LastOrDefault(server => PrimaryOf(server) == primary);

    /// <summary>Streams; null when there is nobody to stream from.</summary>
    public FakeServer? Replicate(FakeServer standby)
    {
        if (PrimaryOf(standby) is not { } primary || primary.NeverFollowed)
        {
            return null;
        }

        if (standby.StandbySignal)
        {
            standby.BecomeEqualTo(primary);
        }
        else
        {
            standby.TakeRows(primary);
        }

        return primary;
    }

    public void ReplicateAll()
    {
        foreach (var server in _servers.Values)
        {
            Replicate(server);
        }
    }

    public async Task<IHost> ConnectAsync(ServerAddress address, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (Unreachable)
        {
            throw Silent(address);
        }

        if (_servers.TryGetValue(address.InstanceId, out var known) && known.IsElsewhere)
        {
            return Enter(address, known);
        }

        var answer = await aws.SendAsync(new DescribeInstancesRequest { Filters = [new() { Name = "instance-id", Values = [address.InstanceId] }] }, cancellationToken);
        var instance = answer.Reservations.SelectMany(reservation => reservation.Instances).Single();
        if (instance.State?.Name != "running" || address.Host != instance.PublicIpAddress)
        {
            throw Silent(address);
        }

        lock (Gate)
        {
            return Enter(address, _servers.GetValueOrDefault(address.InstanceId) ?? Boot(instance));
        }
    }

    private FakeServer Boot(Instance instance)
    {
        var server = _kept?.Copy(instance.InstanceId!, instance.PrivateIpAddress!) ?? new()
        {
            InstanceId = instance.InstanceId!,
            PrivateAddress = instance.PrivateIpAddress!,
            MemoryKiB = 4 << 20,
            DataVolumeId = instance.BlockDeviceMappings.FirstOrDefault(mapping => mapping.DeviceName != instance.RootDeviceName)?.Ebs?.VolumeId ?? "",
        };
        Booting(server);
        return _servers[server.InstanceId] = server;
    }

    private FakeHost Enter(ServerAddress address, FakeServer server) => Refuses is { } refusal ? throw new BatonException(refusal)
        : server.Dead ? throw Silent(address)
        : new(this, server);

    private static BatonException Silent(ServerAddress address) => new(SshProblems.Unreachable(new() { Name = address.Name, Address = address.Host, User = "admin" }));

    public Task DropAsync(string instanceId) => Task.CompletedTask;

    public void Trust(string instanceId, IReadOnlyList<HostKey> keys) => _trusted.Add(instanceId);

    public bool IsTrusted(string instanceId) => _trusted.Contains(instanceId);

    public void Forget(string instanceId) => _trusted.Remove(instanceId);

    public Task<CheckResult> CheckAsync(CheckOptions check, string publicAddress, CancellationToken cancellationToken) =>
        Task.FromResult(new CheckResult(check.Name, true, "200") { Took = TimeSpan.Zero });

    /// <summary>What is answered to a GET, by server and path.</summary>
    public Func<FakeServer, string, WebAnswer> Web { get; set; } = (_, path) => new() { Status = 200, Body = $"the page {path}" };

    public async Task<WebAnswer> AskAsync(Uri url, string address, CancellationToken cancellationToken)
    {
        if (_servers.Values.FirstOrDefault(server => server.IsElsewhere && server.PrivateAddress == address) is not { } asked)
        {
            var answer = await aws.SendAsync(new DescribeInstancesRequest { Filters = [new() { Name = "ip-address", Values = [address] }] }, cancellationToken);
            asked = _servers[answer.Reservations.SelectMany(reservation => reservation.Instances).Single().InstanceId!];
        }

        return asked.Active.Contains("payroll.service") ? Web(asked, url.PathAndQuery) : new() { Failure = "connection refused" };
    }

    public Task<string> OperatorCidrAsync(CancellationToken cancellationToken) => Task.FromResult("127.0.0.0/8");

    private FakeServer? PrimaryOf(FakeServer standby)
    {
        var port = standby.StandbySignal ? standby.FollowedPort : standby.SubscribedPort;
        if (!standby.PostgresRuns || port == 0)
        {
            return null;
        }

        // 25432 is the old server's, seen from the new one that holds the link; 25433 the other way.
        var other = port == 25432
            ? standby.LinkedTo
            : _servers.Values.LastOrDefault(server => server.LinkedTo == standby.InstanceId)?.InstanceId;
        return other is not null && _servers.GetValueOrDefault(other) is { PostgresRuns: true, Dead: false } primary ? primary : null;
    }
}

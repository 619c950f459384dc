using System.Net;
using System.Net.Sockets;
using Baton.Aws.Elb;
using Ec2 = Baton.Aws.Ec2;
using ElbAction = Baton.Aws.Elb.Action;

namespace Baton.Tests.Cloud.LoadBalancing;

/// <summary>A cloud with a load balancer that lets everybody in, and short ways to what belongs to it.</summary>
internal sealed class BalancerRoom : IAsyncDisposable
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public required SimulatedCloud Cloud { get; init; }

    public LoadBalancer Balancer { get; private set; } = null!;

    public string Arn => Balancer.LoadBalancerArn!;

    public string Address => Balancer.AvailabilityZones[0].LoadBalancerAddresses[0].IpAddress!;

    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    /// <summary>Free when it was asked for.</summary>
    public int Port { get; } = FreePort();

    public static async Task<BalancerRoom> StartAsync(string type = "application")
    {
        var room = new BalancerRoom { Cloud = await SimulatedCloud.StartAsync() };
        var subnets = (await room.Cloud.SendAsync(new Ec2.DescribeSubnetsRequest())).Subnets.Take(2).Select(subnet => subnet.SubnetId!).ToList();
        var request = new CreateLoadBalancerInput { Name = "web", Type = type, Subnets = subnets, SecurityGroups = type == "application" ? [await room.OpenGroupAsync("front", "0.0.0.0/0")] : [] };
        room.Balancer = (await room.Cloud.SendAsync(request)).LoadBalancers[0];
        return room;
    }

    /// <summary>A security group that lets a range in everywhere.</summary>
    public async Task<string> OpenGroupAsync(string name, string cidr)
    {
        var group = (await Cloud.SendAsync(new Ec2.CreateSecurityGroupRequest { GroupName = name, Description = name })).GroupId!;
        await Cloud.SendAsync(new Ec2.AuthorizeSecurityGroupIngressRequest { GroupId = group, IpPermissions = [new() { IpProtocol = "-1", IpRanges = [new() { CidrIp = cidr }] }] });
        return group;
    }

    /// <summary>A target group of addresses on loopback, asked for their health every five seconds.</summary>
    public async Task<string> GroupAsync(string name, params int[] ports)
    {
        var protocol = Balancer.Type == "network" ? "TCP" : "HTTP";
        var group = (await Cloud.SendAsync(new CreateTargetGroupInput
        {
            Name = name, Protocol = protocol, Port = 80, VpcId = Balancer.VpcId, TargetType = "ip", HealthCheckIntervalSeconds = 5, HealthCheckTimeoutSeconds = 2, HealthyThresholdCount = 2,
        })).TargetGroups[0].TargetGroupArn!;
        if (ports.Length > 0)
        {
            await Cloud.SendAsync(new RegisterTargetsInput { TargetGroupArn = group, Targets = [.. ports.Select(port => new TargetDescription { Id = "127.0.0.1", Port = port })] });
        }

        return group;
    }

    public async Task<string> ListenAsync(params (string Group, int Weight)[] groups) => (await Cloud.SendAsync(new CreateListenerInput
    {
        LoadBalancerArn = Arn, Protocol = Balancer.Type == "network" ? "TCP" : "HTTP", Port = Port, DefaultActions = [Forward(groups)],
    })).Listeners[0].ListenerArn!;

    public static ElbAction Forward(params (string Group, int Weight)[] groups) =>
        new() { Type = "forward", ForwardConfig = new() { TargetGroups = [.. groups.Select(one => new TargetGroupTuple { TargetGroupArn = one.Group, Weight = one.Weight })] } };

    public async Task<TargetHealth> HealthAsync(string group, int? port = null) =>
        (await Cloud.SendAsync(new DescribeTargetHealthInput { TargetGroupArn = group })).TargetHealthDescriptions.First(one => port is null || one.Target!.Port == port).TargetHealth!;

    /// <summary>Waits, for some seconds at most, until all targets of a group are in a state.</summary>
    public async Task ReachAsync(string group, string state)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        limited.CancelAfter(TimeSpan.FromSeconds(30));
        while ((await Cloud.SendAsync(new DescribeTargetHealthInput { TargetGroupArn = group })).TargetHealthDescriptions.Any(one => one.TargetHealth!.State != state))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limited.Token);
        }
    }

    public Uri At(string path) => new($"http://{Address}:{Port}{path}");

    public async Task<(HttpStatusCode Status, string Body)> GetAsync(string path = "/")
    {
        using var answer = await Http.GetAsync(At(path), Cancelled);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancelled));
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Cloud.DisposeAsync();
    }

    public static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Parse("127.44.255.254"), 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}

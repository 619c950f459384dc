using System.Net;
using System.Net.Sockets;
using System.Text;
using Baton.Aws.Elb;
using Baton.Tests.Cloud.Api;
using Microsoft.AspNetCore.Http;
using Ec2 = Baton.Aws.Ec2;
using ElbAction = Baton.Aws.Elb.Action;

namespace Baton.Tests.Cloud.LoadBalancing;

public sealed class ApplicationBalancerTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_goes_on_to_a_target_as_it_is_with_who_asked_and_how()
    {
        await using var room = await BalancerRoom.StartAsync();
        await using var backend = await Backend.StartAsync(async http =>
        {
            var body = await new StreamReader(http.Request.Body).ReadToEndAsync(Cancelled);
            var headers = http.Request.Headers;
            http.Response.Headers["X-Own"] = "yes";
            http.Response.StatusCode = 207;
            await http.Response.WriteAsync($"{http.Request.Method} {http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget} {headers.Host} {headers["X-Forwarded-For"]} {headers["X-Forwarded-Proto"]} {headers["X-Forwarded-Port"]} {headers["X-Amzn-Trace-Id"].ToString()[..7]} {body}", Cancelled);
        });
        await room.ListenAsync((await room.GroupAsync("one", backend.Port), 1));

        using var request = new HttpRequestMessage(HttpMethod.Put, room.At("/a%2Fb/ä?q=%20x")) { Content = new StringContent("hello") };
        request.Headers.Add("X-Forwarded-For", "192.0.2.7");
        using var answer = await room.Http.SendAsync(request, Cancelled);

        Assert.Equal(HttpStatusCode.MultiStatus, answer.StatusCode);
        Assert.Equal("yes", answer.Headers.GetValues("X-Own").Single());
        Assert.Equal($"PUT /a%2Fb/%C3%A4?q=%20x {room.Address}:{room.Port} 192.0.2.7, 127.0.0.1 http {room.Port} Root=1- hello", await answer.Content.ReadAsStringAsync(Cancelled));
    }

    [Fact]
    public async Task Connections_to_targets_are_kept()
    {
        await using var room = await BalancerRoom.StartAsync();
        await using var backend = await Backend.NamedAsync("one");
        var group = await room.GroupAsync("one", backend.Port);
        await room.ListenAsync((group, 1));
        await room.ReachAsync(group, "healthy");
        var before = backend.Connections;

        for (var number = 0; number < 20; number++)
        {
            Assert.Equal("one", (await room.GetAsync()).Body);
        }

        // Health checks come on connections of their own.
        Assert.InRange(backend.Connections - before, 1, 3);
    }

    [Fact]
    public async Task Targets_take_turns_and_groups_get_as_much_as_their_weights_say()
    {
        await using var room = await BalancerRoom.StartAsync();
        await using var one = await Backend.NamedAsync("1");
        await using var two = await Backend.NamedAsync("2");
        await using var three = await Backend.NamedAsync("3");
        var (blue, green) = (await room.GroupAsync("blue", one.Port, two.Port), await room.GroupAsync("green", three.Port));
        var listener = await room.ListenAsync((blue, 90), (green, 10));
        await room.ReachAsync(blue, "healthy");

        var counts = await CountAsync(room, 400);

        Assert.InRange(counts['3'], 10, 90);
        Assert.InRange(counts['1'] - counts['2'], -1, 1);
        await room.Cloud.SendAsync(new ModifyListenerInput { ListenerArn = listener, DefaultActions = [BalancerRoom.Forward((blue, 0), (green, 1))] });
        Assert.Equal(['3'], (await CountAsync(room, 20)).Keys);
    }

    [Fact]
    public async Task The_first_rule_that_fits_decides()
    {
        await using var room = await BalancerRoom.StartAsync();
        await using var backend = await Backend.NamedAsync("default");
        var listener = await room.ListenAsync((await room.GroupAsync("one", backend.Port), 1));
        await RuleAsync(room, listener, 30, Says("header"), new RuleCondition { Field = "http-header", HttpHeaderConfig = new() { HttpHeaderName = "X-Kind", Values = ["a*"] } });
        await RuleAsync(room, listener, 10, Says("path"), new() { Field = "path-pattern", Values = ["/api/*"] }, new() { Field = "http-request-method", HttpRequestMethodConfig = new() { Values = ["GET"] } });
        await RuleAsync(room, listener, 20, Says("host"), new RuleCondition { Field = "host-header", HostHeaderConfig = new() { Values = ["*.Example.com"] } });
        await RuleAsync(room, listener, 40, Says("query"), new RuleCondition { Field = "query-string", QueryStringConfig = new() { Values = [new() { Key = "v", Value = "2" }] } });
        await RuleAsync(room, listener, 50, new() { Type = "redirect", RedirectConfig = new() { StatusCode = "HTTP_301", Protocol = "HTTPS", Port = "443", Path = "/new/#{path}" } }, new RuleCondition { Field = "path-pattern", Values = ["/old"] });

        Assert.Equal("default", (await room.GetAsync("/other")).Body);
        Assert.Equal(((HttpStatusCode)418, "path"), await room.GetAsync("/api/x"));
        Assert.Equal("default", await (await room.Http.PostAsync(room.At("/api/x"), null, Cancelled)).Content.ReadAsStringAsync(Cancelled));
        Assert.Equal("host", await AskAsync(room, request => request.Headers.Host = "www.example.COM:81"));
        Assert.Equal("header", await AskAsync(room, request => request.Headers.Add("X-Kind", "abc")));
        Assert.Equal("query", (await room.GetAsync("/?x=1&v=2")).Body);
        using var redirect = await room.Http.GetAsync(room.At("/old?a=b"), Cancelled);
        Assert.Equal((HttpStatusCode.MovedPermanently, $"https://{room.Address}:443/new/old?a=b"), (redirect.StatusCode, redirect.Headers.Location!.OriginalString));
    }

    [Fact]
    public async Task A_load_balancer_says_502_503_and_504_as_on_AWS()
    {
        await using var room = await BalancerRoom.StartAsync();
        await using var slow = await Backend.StartAsync(http => http.Request.Path == "/slow" ? Task.Delay(TimeSpan.FromSeconds(20), TimeProvider.System, http.RequestAborted) : http.Response.WriteAsync("fast", http.RequestAborted));
        var group = await room.GroupAsync("none");
        await room.ListenAsync((group, 1));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await room.GetAsync()).Status);

        await RegisterAsync(room, group, BalancerRoom.FreePort());
        Assert.Equal(HttpStatusCode.BadGateway, (await room.GetAsync()).Status);

        using var rude = new RudeTarget();
        await room.Cloud.SendAsync(new DeregisterTargetsInput { TargetGroupArn = group, Targets = (await room.Cloud.SendAsync(new DescribeTargetHealthInput { TargetGroupArn = group })).TargetHealthDescriptions.Select(one => one.Target!).ToList() });
        await RegisterAsync(room, group, rude.Port);
        var (status, body) = await room.GetAsync();
        Assert.Equal(HttpStatusCode.BadGateway, status);
        Assert.Contains("<center><h1>502 Bad Gateway</h1></center>", body, StringComparison.Ordinal);

        await room.Cloud.SendAsync(new DeregisterTargetsInput { TargetGroupArn = group, Targets = [new() { Id = "127.0.0.1", Port = rude.Port }] });
        await RegisterAsync(room, group, slow.Port);
        await room.Cloud.SendAsync(new ModifyLoadBalancerAttributesInput { LoadBalancerArn = room.Arn, Attributes = [new() { Key = "idle_timeout.timeout_seconds", Value = "1" }] });
        Assert.Equal("fast", (await room.GetAsync()).Body);
        Assert.Equal(HttpStatusCode.GatewayTimeout, (await room.GetAsync("/slow")).Status);
    }

    [Fact]
    public async Task A_target_that_is_deregistered_ends_what_it_has_begun_and_gets_nothing_new()
    {
        await using var room = await BalancerRoom.StartAsync();
        var (asked, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var old = await Backend.StartAsync(async http =>
        {
            if (http.Request.Path == "/long")
            {
                asked.TrySetResult();
                await release.Task;
            }

            await http.Response.WriteAsync("old", Cancelled);
        });
        await using var fresh = await Backend.NamedAsync("new");
        var group = await room.GroupAsync("one", old.Port);
        await room.ListenAsync((group, 1));
        await room.ReachAsync(group, "healthy");
        var running = room.GetAsync("/long");
        await asked.Task.WaitAsync(Cancelled);

        await RegisterAsync(room, group, fresh.Port);
        await room.Cloud.SendAsync(new DeregisterTargetsInput { TargetGroupArn = group, Targets = [new() { Id = "127.0.0.1", Port = old.Port }] });

        Assert.Equal(("draining", "Target.DeregistrationInProgress"), (await room.HealthAsync(group, old.Port)) is var health ? (health.State, health.Reason) : default);
        Assert.Equal(['n'], (await CountAsync(room, 10)).Keys);
        release.SetResult();
        Assert.Equal("old", (await running).Body);
        await room.ReachAsync(group, "healthy");
        var gone = await room.Cloud.SendAsync(new DescribeTargetHealthInput { TargetGroupArn = group, Targets = [new() { Id = "127.0.0.1", Port = old.Port }] });
        Assert.Equal("Target.NotRegistered", gone.TargetHealthDescriptions[0].TargetHealth!.Reason);
    }

    [Fact]
    public async Task A_target_whose_health_check_fails_gets_nothing_while_another_is_well()
    {
        await using var room = await BalancerRoom.StartAsync();
        await using var well = await Backend.NamedAsync("well");
        await using var ill = await Backend.StartAsync(http =>
        {
            http.Response.StatusCode = 500;
            return http.Response.WriteAsync("ill", Cancelled);
        });
        var group = await room.GroupAsync("one", well.Port, ill.Port);
        Assert.Equal(("unused", "Target.NotInUse"), (await room.HealthAsync(group)) is var unused ? (unused.State, unused.Reason) : default);
        await room.ListenAsync((group, 1));
        await UntilAsync(async () => (await room.HealthAsync(group, well.Port)).State == "healthy" && (await room.HealthAsync(group, ill.Port)).State == "unhealthy");

        Assert.Equal(["w"], (await CountAsync(room, 10)).Keys.Select(first => first.ToString()));
        var health = await room.HealthAsync(group, ill.Port);
        Assert.Equal(("Target.ResponseCodeMismatch", "Health checks failed with these codes: [500]"), (health.Reason, health.Description));
    }

    [Fact]
    public async Task A_client_stays_with_its_target_where_that_is_switched_on()
    {
        await using var room = await BalancerRoom.StartAsync();
        await using var one = await Backend.NamedAsync("1");
        await using var two = await Backend.NamedAsync("2");
        var group = await room.GroupAsync("one", one.Port, two.Port);
        await room.Cloud.SendAsync(new ModifyTargetGroupAttributesInput { TargetGroupArn = group, Attributes = [new() { Key = "stickiness.enabled", Value = "true" }, new() { Key = "stickiness.type", Value = "lb_cookie" }] });
        await room.ListenAsync((group, 1));
        await room.ReachAsync(group, "healthy");
        using var first = await room.Http.GetAsync(room.At("/"), Cancelled);
        var cookie = first.Headers.GetValues("Set-Cookie").First(value => value.StartsWith("AWSALB=", StringComparison.Ordinal)).Split(';')[0];
        var name = await first.Content.ReadAsStringAsync(Cancelled);

        for (var number = 0; number < 6; number++)
        {
            Assert.Equal(name, await AskAsync(room, request => request.Headers.Add("Cookie", cookie)));
        }
    }

    [Fact]
    public async Task Security_groups_of_the_load_balancer_and_of_instances_decide_who_gets_through()
    {
        await using var room = await BalancerRoom.StartAsync();
        var back = (await room.Cloud.SendAsync(new Ec2.CreateSecurityGroupRequest { GroupName = "back", Description = "back" })).GroupId!;
        var instance = await room.Cloud.LaunchAsync(request => request with { SecurityGroupIds = [back] });
        var group = (await room.Cloud.SendAsync(new CreateTargetGroupInput { Name = "machines", Protocol = "HTTP", Port = 8080, VpcId = room.Balancer.VpcId, HealthCheckIntervalSeconds = 5, HealthCheckTimeoutSeconds = 2 })).TargetGroups[0].TargetGroupArn!;
        await room.Cloud.SendAsync(new RegisterTargetsInput { TargetGroupArn = group, Targets = [new() { Id = instance.InstanceId }] });
        await room.ListenAsync((group, 1));
        await UntilAsync(async () => (await room.HealthAsync(group)).Reason == "Target.Timeout");

        await room.Cloud.SendAsync(new Ec2.AuthorizeSecurityGroupIngressRequest { GroupId = back, IpPermissions = [new() { IpProtocol = "tcp", FromPort = 8080, ToPort = 8080, UserIdGroupPairs = [new() { GroupId = room.Balancer.SecurityGroups[0] }] }] });

        // A simulated machine says which one it is.
        Assert.Equal($"{instance.NetworkInterfaces[0].NetworkInterfaceId} {instance.PrivateIpAddress}:8080", (await room.GetAsync()).Body);
        await room.Cloud.SendAsync(new SetSecurityGroupsInput { LoadBalancerArn = room.Arn, SecurityGroups = [await room.OpenGroupAsync("nobody", "192.0.2.0/24")] });
        using var stranger = new HttpClient();
        await Assert.ThrowsAsync<HttpRequestException>(() => stranger.GetAsync(room.At("/"), Cancelled));
        await room.Cloud.SendAsync(new Ec2.StopInstancesRequest { InstanceIds = [instance.InstanceId!] });
        await room.Cloud.ReachAsync(instance.InstanceId!, "stopped");
        Assert.Equal(("unused", "Target.InvalidState"), (await room.HealthAsync(group)) is var health ? (health.State, health.Reason) : default);
    }

    [Fact]
    public async Task Everything_goes_on_after_a_restart()
    {
        await using var room = await BalancerRoom.StartAsync();
        await using var backend = await Backend.NamedAsync("one");
        var group = await room.GroupAsync("one", backend.Port);
        var listener = await room.ListenAsync((group, 1));
        await RuleAsync(room, listener, 1, Says("rule"), new RuleCondition { Field = "path-pattern", Values = ["/rule"] });

        await room.Cloud.DownAsync();
        await room.Cloud.UpAsync();

        Assert.Equal("one", (await room.GetAsync()).Body);
        Assert.Equal("rule", (await room.GetAsync("/rule")).Body);
        await room.ReachAsync(group, "healthy");
        await room.Cloud.SendAsync(new DeleteLoadBalancerInput { LoadBalancerArn = room.Arn });
        await Assert.ThrowsAsync<HttpRequestException>(() => room.GetAsync());
        await room.Cloud.SendAsync(new DeleteTargetGroupInput { TargetGroupArn = group });
        Assert.Empty((await room.Cloud.SendAsync(new Ec2.DescribeNetworkInterfacesRequest())).NetworkInterfaces);
    }

    [Fact]
    public async Task A_connection_that_changes_its_protocol_is_carried_on()
    {
        await using var room = await BalancerRoom.StartAsync();
        await using var backend = await Backend.StartAsync(async http =>
        {
            using var stream = await http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpUpgradeFeature>()!.UpgradeAsync();
            var bytes = new byte[16];
            var length = await stream.ReadAsync(bytes, Cancelled);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(bytes, 0, length).ToUpperInvariant()), Cancelled);
        });
        await room.ListenAsync((await room.GroupAsync("one", backend.Port), 1));
        using var client = new TcpClient();
        await client.ConnectAsync(room.Address, room.Port, Cancelled);
        var wire = client.GetStream();
        await wire.WriteAsync(Encoding.ASCII.GetBytes($"GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n"), Cancelled);
        using var reader = new StreamReader(wire, Encoding.ASCII);
        Assert.StartsWith("HTTP/1.1 101", await reader.ReadLineAsync(Cancelled), StringComparison.Ordinal);
        while (await reader.ReadLineAsync(Cancelled) is { Length: > 0 })
        {
        }

        await wire.WriteAsync("hello\n"u8.ToArray(), Cancelled);

        Assert.Equal("HELLO", await reader.ReadLineAsync(Cancelled));
    }

    private static ElbAction Says(string text) => new() { Type = "fixed-response", FixedResponseConfig = new() { StatusCode = "418", ContentType = "text/plain", MessageBody = text } };

    private static Task<CreateRuleOutput> RuleAsync(BalancerRoom room, string listener, int priority, ElbAction action, params RuleCondition[] conditions) =>
        room.Cloud.SendAsync(new CreateRuleInput { ListenerArn = listener, Priority = priority, Actions = [action], Conditions = conditions });

    private static Task<RegisterTargetsOutput> RegisterAsync(BalancerRoom room, string group, int port) =>
        room.Cloud.SendAsync(new RegisterTargetsInput { TargetGroupArn = group, Targets = [new() { Id = "127.0.0.1", Port = port }] });

    private static async Task<string> AskAsync(BalancerRoom room, System.Action<HttpRequestMessage> change)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, room.At("/"));
        change(request);
        using var answer = await room.Http.SendAsync(request, Cancelled);
        return await answer.Content.ReadAsStringAsync(Cancelled);
    }

    /// <summary>How often each target answered, by the first letter of what it says.</summary>
    private static async Task<Dictionary<char, int>> CountAsync(BalancerRoom room, int requests)
    {
        var counts = new Dictionary<char, int>();
        for (var number = 0; number < requests; number++)
        {
            var first = (await room.GetAsync()).Body[0];
            counts[first] = counts.GetValueOrDefault(first) + 1;
        }

        return counts;
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        limited.CancelAfter(TimeSpan.FromSeconds(40));
        while (!await condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, limited.Token);
        }
    }
}

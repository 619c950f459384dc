using System.Diagnostics;
using System.Text.Json;

namespace Baton.EndToEnd.Tests.Cloud;

public sealed class CloudKillTests
{
    [Fact]
    public async Task What_was_answered_is_still_there_after_kill_9()
    {
        using var http = new HttpClient();
        var home = Directory.CreateTempSubdirectory("baton-kill-");
        try
        {
            var first = await BatonAsync(home, "cloud", "up", "--machines", "simulated", "--port", "0", "--json");
            var launched = await AwsAsync(home, "ec2", "allocate-address", "--query", "AllocationId");

            await AwsAsync(home, "s3api", "create-bucket", "--bucket", "kept", "--query", "Location");
            var put = await AwsAsync(home, "s3api", "put-object", "--bucket", "kept", "--key", "baton", "--body", Path.Combine(AppContext.BaseDirectory, "baton"), "--query", "ETag");

            var balanced = await BalanceAsync(home);
            Assert.Equal("still here", await http.GetStringAsync(balanced, TestContext.Current.CancellationToken));

            Process.GetProcessById(first.GetProperty("pid").GetInt32()).Kill();
            var second = await BatonAsync(home, "cloud", "up", "--machines", "simulated", "--port", "0", "--json");

            Assert.NotEqual(first.GetProperty("pid").GetInt32(), second.GetProperty("pid").GetInt32());
            Assert.Equal("still here", await http.GetStringAsync(balanced, TestContext.Current.CancellationToken));
            Assert.Equal(launched, await AwsAsync(home, "ec2", "describe-addresses", "--query", "Addresses[].AllocationId"));
            Assert.Equal(put, await AwsAsync(home, "s3api", "head-object", "--bucket", "kept", "--key", "baton", "--query", "ETag"));
            var back = Path.Combine(home.FullName, "back");
            await AwsAsync(home, "s3api", "get-object", "--bucket", "kept", "--key", "baton", back);
            Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "baton"), TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(back, TestContext.Current.CancellationToken));
            await BatonAsync(home, "cloud", "down", "--json");
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    /// <summary>Makes a load balancer that answers by itself, and says where.</summary>
    private static async Task<Uri> BalanceAsync(DirectoryInfo home)
    {
        var port = FreePort().ToString(System.Globalization.CultureInfo.InvariantCulture);
        var group = await AwsAsync(home, "ec2", "create-security-group", "--group-name", "front", "--description", "front", "--query", "GroupId");
        await AwsAsync(home, "ec2", "authorize-security-group-ingress", "--group-id", group, "--protocol", "tcp", "--port", port, "--cidr", "0.0.0.0/0");
        var subnets = (await AwsAsync(home, "ec2", "describe-subnets", "--query", "Subnets[:2].SubnetId")).Split('\t');
        var made = (await AwsAsync(home, ["elbv2", "create-load-balancer", "--name", "web", "--security-groups", group, "--query", "LoadBalancers[0].[LoadBalancerArn, AvailabilityZones[0].LoadBalancerAddresses[0].IpAddress]", "--subnets", .. subnets])).Split('\t');
        await AwsAsync(
            home, "elbv2", "create-listener", "--load-balancer-arn", made[0], "--protocol", "HTTP", "--port", port, "--default-actions",
            """[{"Type":"fixed-response","FixedResponseConfig":{"StatusCode":"200","ContentType":"text/plain","MessageBody":"still here"}}]""");
        return new($"http://{made[1]}:{port}/");
    }

    private static int FreePort()
    {
        using var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
        socket.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
        return ((System.Net.IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private static async Task<JsonElement> BatonAsync(DirectoryInfo home, params string[] arguments) =>
        JsonDocument.Parse(await RunAsync(home, Path.Combine(AppContext.BaseDirectory, "baton"), [], arguments)).RootElement;

    private static async Task<string> AwsAsync(DirectoryInfo home, params string[] arguments)
    {
        var keys = JsonDocument.Parse(await RunAsync(home, Path.Combine(AppContext.BaseDirectory, "baton"), [], ["cloud", "env", "--json"])).RootElement;
        var environment = keys.EnumerateObject().ToDictionary(variable => variable.Name, variable => variable.Value.GetString()!);
        return await RunAsync(home, "/usr/bin/aws", environment, ["--output", "text", .. arguments]);
    }

    private static async Task<string> RunAsync(DirectoryInfo home, string program, Dictionary<string, string> environment, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments);
        start.Environment["BATON_HOME"] = home.FullName;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var (status, output, errors) = await LimitedProcess.RunAsync(start, TimeSpan.FromMinutes(1));
        Assert.True(status == 0, $"{program} failed: {errors}");
        return output.Trim();
    }
}

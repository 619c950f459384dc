using Baton.Tests.Cloud;

namespace Baton.EndToEnd.Tests.Cloud;

/// <summary>Elastic Load Balancing, as clients see it that are not ours; with simulated machines, so its targets are on this computer.</summary>
public sealed class LoadBalancerTests
{
    [Theory]
    [MemberData(nameof(ForeignPrograms.Pythons), MemberType = typeof(ForeignPrograms))]
    public async Task Boto3_drives_every_action_its_waiters_end_and_requests_get_through(string python)
    {
        await using var reference = await SimulatedCloud.StartAsync();
        await using var shell = await CloudShell.StartAsync();
        Assert.SkipUnless((await shell.RunAsync(python, "-c", "import boto3")).Status == 0, $"{python} has no boto3");

        var (status, output, errors) = await shell.RunAsync(python, Path.Combine(AppContext.BaseDirectory, "Cloud", "boto3_elb_story.py"));

        Assert.True(status == 0, errors);
        var done = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Replace("unknown ", "", StringComparison.Ordinal));
        Assert.Empty(reference.Server.ActionsOf("elasticloadbalancing").Except(done));
    }

    [Theory]
    [MemberData(nameof(ForeignPrograms.AwsClis), MemberType = typeof(ForeignPrograms))]
    public async Task The_AWS_CLI_balances_between_simulated_machines_which_say_who_they_are(string aws)
    {
        await using var shell = await CloudShell.StartAsync();
        async Task<string> AskAsync(params string[] arguments)
        {
            var (status, output, errors) = await shell.RunAsync(aws, [.. arguments, "--output", "text"]);
            Assert.True(status == 0, errors);
            return output.Trim();
        }

        var group = await AskAsync("ec2", "create-security-group", "--group-name", "all", "--description", "all", "--query", "GroupId");
        await AskAsync("ec2", "authorize-security-group-ingress", "--group-id", group, "--protocol", "-1", "--cidr", "0.0.0.0/0");
        var instances = await AskAsync("ec2", "run-instances", "--image-id", "resolve:ssm:/aws/service/debian/release/12/latest/amd64", "--instance-type", "t3.micro", "--count", "2", "--security-group-ids", group, "--query", "Instances[].InstanceId");
        var ids = instances.Split('\t');
        await AskAsync(["ec2", "wait", "instance-running", "--instance-ids", .. ids]);
        var subnets = (await AskAsync("ec2", "describe-subnets", "--query", "Subnets[:2].SubnetId")).Split('\t');
        var balancer = await AskAsync(["elbv2", "create-load-balancer", "--name", "web", "--security-groups", group, "--query", "LoadBalancers[0].LoadBalancerArn", "--subnets", .. subnets]);
        var targets = await AskAsync("elbv2", "create-target-group", "--name", "web", "--protocol", "HTTP", "--port", "80", "--vpc-id", await AskAsync("ec2", "describe-vpcs", "--query", "Vpcs[0].VpcId"), "--query", "TargetGroups[0].TargetGroupArn");
        await AskAsync(["elbv2", "register-targets", "--target-group-arn", targets, "--targets", .. ids.Select(id => $"Id={id}")]);
        await AskAsync("elbv2", "create-listener", "--load-balancer-arn", balancer, "--protocol", "HTTP", "--port", "8080", "--default-actions", $"Type=forward,TargetGroupArn={targets}");
        await AskAsync("elbv2", "wait", "target-in-service", "--target-group-arn", targets);

        var address = await AskAsync("elbv2", "describe-load-balancers", "--query", "LoadBalancers[0].AvailabilityZones[0].LoadBalancerAddresses[0].IpAddress");
        using var http = new HttpClient();
        var answers = new HashSet<string>();
        for (var number = 0; number < 4; number++)
        {
            answers.Add(await http.GetStringAsync($"http://{address}:8080/", TestContext.Current.CancellationToken));
        }

        Assert.Equal(2, answers.Count);
    }
}

using Baton.Tests.Cloud;

namespace Baton.EndToEnd.Tests.Cloud;

public sealed class AwsCliTests
{
    [Fact]
    public async Task The_AWS_CLI_launches_waits_and_terminates()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var image = await RunAsync(cloud, "ec2", "describe-images", "--owners", "amazon", "--query", "Images[0].ImageId");

        var instance = await RunAsync(cloud, "ec2", "run-instances", "--image-id", image, "--instance-type", "t3.micro", "--query", "Instances[0].InstanceId");
        await RunAsync(cloud, "ec2", "wait", "instance-status-ok", "--instance-ids", instance);
        var console = await RunAsync(cloud, "ec2", "get-console-output", "--instance-id", instance, "--latest", "--query", "Output");
        await RunAsync(cloud, "ec2", "terminate-instances", "--instance-ids", instance);
        await RunAsync(cloud, "ec2", "wait", "instance-terminated", "--instance-ids", instance);

        Assert.Contains("-----BEGIN SSH HOST KEY KEYS-----", console, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_signature_is_refused()
    {
        await using var cloud = await SimulatedCloud.StartAsync();

        var (status, _, errors) = await ForeignClient.RunAsync(
            cloud, "/usr/bin/env", "AWS_SECRET_ACCESS_KEY=wrong", "/usr/bin/aws", "--endpoint-url", cloud.Server.Endpoint.ToString(), "ec2", "describe-instances");

        Assert.NotEqual(0, status);
        Assert.Contains("(SignatureDoesNotMatch)", errors, StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(SimulatedCloud cloud, params string[] arguments)
    {
        var (status, output, errors) = await ForeignClient.RunAsync(cloud, "/usr/bin/aws", ["--endpoint-url", cloud.Server.Endpoint.ToString(), "--output", "text", .. arguments]);
        Assert.True(status == 0, errors);
        return output.Trim();
    }
}

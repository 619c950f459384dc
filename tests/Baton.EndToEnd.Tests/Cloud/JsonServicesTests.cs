using Baton.Tests.Cloud;

namespace Baton.EndToEnd.Tests.Cloud;

/// <summary>The services that speak JSON, as boto3 and the AWS CLI see them; with real volumes, so that blocks are really there.</summary>
public sealed class JsonServicesTests
{
    [Theory]
    [MemberData(nameof(ForeignPrograms.Pythons), MemberType = typeof(ForeignPrograms))]
    public async Task Boto3_drives_every_action(string python)
    {
        await using var reference = await SimulatedCloud.StartAsync();
        await using var shell = await CloudShell.StartAsync("qemu");
        Assert.SkipUnless((await shell.RunAsync(python, "-c", "import boto3")).Status == 0, $"{python} has no boto3");

        var (status, output, errors) = await shell.RunAsync(python, Path.Combine(AppContext.BaseDirectory, "Cloud", "boto3_blocks_story.py"));

        Assert.True(status == 0, errors);
        Assert.Empty(reference.Server.JsonRegistry.Select(action => action.Name).Except(output.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Theory]
    [MemberData(nameof(ForeignPrograms.AwsClis), MemberType = typeof(ForeignPrograms))]
    public async Task The_AWS_CLI_finds_the_image_of_a_public_parameter_and_its_quota(string aws)
    {
        await using var shell = await CloudShell.StartAsync();

        Assert.StartsWith("ami-", await AskAsync(shell, aws, "ssm", "get-parameter", "--name", "/aws/service/debian/release/12/latest/amd64", "--query", "Parameter.Value"), StringComparison.Ordinal);
        var launched = await AskAsync(shell, aws, "ec2", "run-instances", "--image-id", "resolve:ssm:/aws/service/debian/release/12/latest/amd64", "--instance-type", "t3.micro", "--query", "Instances[0].ImageId");
        Assert.StartsWith("ami-", launched, StringComparison.Ordinal);
        Assert.Equal("5.0", await AskAsync(shell, aws, "service-quotas", "get-service-quota", "--service-code", "ec2", "--quota-code", "L-0263D0A3", "--query", "Quota.Value"));
        Assert.Contains("(ResourceNotFoundException)", (await shell.RunAsync(aws, "ebs", "list-snapshot-blocks", "--snapshot-id", "snap-0123456789abcdef0")).Errors, StringComparison.Ordinal);
    }

    private static async Task<string> AskAsync(CloudShell shell, string aws, params string[] arguments)
    {
        var (status, output, errors) = await shell.RunAsync(aws, [.. arguments, "--output", "text"]);
        Assert.True(status == 0, errors);
        return output.Trim();
    }
}

using Baton.EndToEnd.Tests.Program;

namespace Baton.EndToEnd.Tests.Cloud;

public sealed class AwsCliTests
{
    private static readonly string s_story = Path.Combine(AppContext.BaseDirectory, "Cloud", "aws_story.sh");

    [Fact]
    public async Task The_AWS_CLI_drives_what_servers_need_and_its_waiters_end()
    {
        await using var shell = await CloudShell.StartAsync();

        var (status, output, errors) = await shell.RunAsync("/bin/bash", s_story, BatonProcess.Program, "/usr/bin/aws");

        Assert.True(status == 0, errors);
        var done = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        // It takes a second to start each time, so only boto3 drives every single action.
        Assert.InRange(done.Count(line => !line.StartsWith("wait ", StringComparison.Ordinal)), 55, int.MaxValue);
        string[] waiters =
        [
            "image-available", "image-exists", "instance-exists", "instance-running", "instance-status-ok", "instance-stopped", "instance-terminated", "key-pair-exists",
            "security-group-exists", "snapshot-completed", "subnet-available", "system-status-ok", "volume-available", "volume-deleted", "volume-in-use", "vpc-available", "vpc-exists",
        ];
        Assert.Empty(waiters.Except(done.Where(line => line.StartsWith("wait ", StringComparison.Ordinal)).Select(line => line["wait ".Length..])));
    }

    [Theory]
    [MemberData(nameof(ForeignPrograms.AwsClis), MemberType = typeof(ForeignPrograms))]
    public async Task The_environment_leads_an_AWS_CLI_of_any_age_to_the_cloud(string aws)
    {
        await using var shell = await CloudShell.StartAsync();

        var (status, output, errors) = await shell.RunAsync(aws, "ec2", "describe-vpcs", "--region", "eu-central-1", "--query", "Vpcs[].CidrBlock", "--output", "text");
        Assert.True(status == 0, errors);
        Assert.Equal("172.31.0.0/16", output.Trim());

        (status, output, errors) = await shell.RunAsync(aws, "sts", "get-caller-identity", "--query", "Account", "--output", "text");
        Assert.True(status == 0, errors);
        Assert.Equal("123456789012", output.Trim());
    }

    [Theory]
    [MemberData(nameof(ForeignPrograms.AwsClis), MemberType = typeof(ForeignPrograms))]
    public async Task A_service_that_the_cloud_does_not_have_is_refused_and_does_not_reach_AWS(string aws)
    {
        await using var shell = await CloudShell.StartAsync();

        var commands = new (string[] Arguments, string Said)[]
        {
            (["autoscaling", "describe-auto-scaling-groups"], "(NotImplemented)"),
            (["dynamodb", "list-tables"], "(NotImplemented)"),
            (["lambda", "list-functions"], "(NotImplemented)"),
            (["ec2", "describe-vpcs", "--region", "us-mars-1"], "(SignatureDoesNotMatch)"),
        };
        foreach (var (arguments, said) in commands)
        {
            var (status, _, errors) = await shell.RunAsync(aws, arguments);

            Assert.NotEqual(0, status);
            Assert.Contains(said, errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_wrong_signature_is_refused()
    {
        await using var shell = await CloudShell.StartAsync();

        var (status, _, errors) = await shell.RunAsync("/usr/bin/env", "AWS_SECRET_ACCESS_KEY=wrong", "/usr/bin/aws", "ec2", "describe-instances");

        Assert.NotEqual(0, status);
        Assert.Contains("(SignatureDoesNotMatch)", errors, StringComparison.Ordinal);
    }
}

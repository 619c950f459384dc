using Baton.Tests.Cloud;

namespace Baton.EndToEnd.Tests.Cloud;

/// <summary>The cloud as a client sees it that is not ours: both sides of our own wire could share one mistake.</summary>
public sealed class Boto3Tests
{
    private static readonly string[] s_stories = ["boto3_story.py", "boto3_network_story.py"];

    [Theory]
    [MemberData(nameof(ForeignPrograms.Pythons), MemberType = typeof(ForeignPrograms))]
    public async Task Boto3_drives_every_action_and_its_waiters_end(string python)
    {
        await using var reference = await SimulatedCloud.StartAsync();
        await using var shell = await CloudShell.StartAsync();
        Assert.SkipUnless((await shell.RunAsync(python, "-c", "import boto3")).Status == 0, $"{python} has no boto3");

        var done = new List<string>();
        foreach (var story in s_stories)
        {
            var (status, output, errors) = await shell.RunAsync(python, Path.Combine(AppContext.BaseDirectory, "Cloud", story));
            Assert.True(status == 0, errors);
            done.AddRange(output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }

        // What this boto3 is too old to know, another one drives.
        var unknown = done.Where(line => line.StartsWith("unknown ", StringComparison.Ordinal)).Select(line => line["unknown ".Length..]);
        Assert.Empty(reference.Server.ActionsOf("ec2").Concat(reference.Server.ActionsOf("sts")).Except(done).Except(unknown));
    }

    [Theory]
    [MemberData(nameof(ForeignPrograms.Pythons), MemberType = typeof(ForeignPrograms))]
    public async Task No_service_of_boto3_goes_to_AWS(string python)
    {
        await using var shell = await CloudShell.StartAsync();
        Assert.SkipUnless((await shell.RunAsync(python, "-c", "import boto3")).Status == 0, $"{python} has no boto3");

        var (status, output, errors) = await shell.RunAsync(
            python, "-c", "import boto3; s = boto3.Session(); print({s.client(name).meta.endpoint_url for name in s.get_available_services()} - {__import__('os').environ['AWS_ENDPOINT_URL']})");

        Assert.True(status == 0, errors);
        Assert.Equal("set()", output.Trim());
    }
}

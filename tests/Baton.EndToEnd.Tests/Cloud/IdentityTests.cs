using Baton.Tests.Cloud;

namespace Baton.EndToEnd.Tests.Cloud;

public sealed class IdentityTests
{
    [Theory]
    [MemberData(nameof(ForeignPrograms.Pythons), MemberType = typeof(ForeignPrograms))]
    public async Task Boto3_drives_every_action_of_IAM_and_its_waiters_end(string python)
    {
        await using var reference = await SimulatedCloud.StartAsync();
        await using var shell = await CloudShell.StartAsync();
        Assert.SkipUnless((await shell.RunAsync(python, "-c", "import boto3")).Status == 0, $"{python} has no boto3");

        var (status, output, errors) = await shell.RunAsync(python, Path.Combine(AppContext.BaseDirectory, "Cloud", "boto3_iam_story.py"));

        Assert.True(status == 0, errors);
        Assert.Empty(reference.Server.ActionsOf("iam").Except(output.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }
}

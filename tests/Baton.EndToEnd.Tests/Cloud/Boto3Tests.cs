using Baton.Tests.Cloud;

namespace Baton.EndToEnd.Tests.Cloud;

/// <summary>The cloud as a client sees it that is not ours: both sides of our own wire could share one mistake.</summary>
public sealed class Boto3Tests
{
    [Fact]
    public async Task Boto3_drives_every_action_and_its_waiters_end()
    {
        await using var cloud = await SimulatedCloud.StartAsync();

        var (status, output, errors) = await ForeignClient.RunAsync(cloud, "/usr/bin/python3", Path.Combine(AppContext.BaseDirectory, "Cloud", "boto3_story.py"), cloud.Server.Endpoint.ToString());

        Assert.True(status == 0, errors);
        var called = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Empty(cloud.Server.Actions.Except(called));
    }
}

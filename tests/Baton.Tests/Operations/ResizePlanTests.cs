using Baton.Engine.Journal;
using Baton.Engine.Plans;

namespace Baton.Tests.Operations;

public sealed class ResizePlanTests
{
    [Fact]
    public async Task A_resize_moves_the_server_and_refuses_nobody()
    {
        await using var stage = await Stage.SetAsync();

        var outcome = await stage.StartAsync(await stage.PrepareResizeAsync());

        Assert.Null(outcome.Failure);
        Assert.Equal(RunStatus.Succeeded, outcome.Status);
        var moved = stage.Fleet.All.Single(server => server != stage.Server);
        Assert.Empty(stage.Users.Lost(moved));
        Assert.Empty(stage.Users.Refused);
        Assert.Empty(await new CloudPicture(stage.Cloud.Client).UntaggedAsync());
        Assert.Equal(["cron.service", "nginx.service", "payroll.service"], moved.Active.Order());
        Assert.Empty(stage.Server.Active);
    }

    [Fact]
    public async Task A_roll_back_hours_later_keeps_what_was_written_since()
    {
        await using var stage = await Stage.SetAsync();
        var before = await stage.DescribeAsync();
        var done = await stage.StartAsync(await stage.PrepareResizeAsync());
        Assert.Equal(RunStatus.Succeeded, done.Status);
        for (var write = 0; write < 50; write++)
        {
            await stage.Users.WriteAsync();
        }

        var back = await stage.RollBackAsync(done.RunId);

        Assert.Null(back.UndoFailure);
        Assert.Equal(RunStatus.RolledBack, back.Status);
        Assert.Empty(stage.Users.Lost(stage.Server));
        Assert.Empty(stage.Users.Refused);
        Assert.Equal(before, await stage.DescribeAsync());
    }
}

using Baton.Engine.Problems;
using Baton.Rehearsals.Stage;

namespace Baton.Bench;

/// <summary>From RunInstances of the stock image until a command over SSH has answered.</summary>
internal sealed class BootBench(BenchStage stage)
{
    private const int Runs = 3;

    public async Task RunAsync()
    {
        var folder = stage.NewFolder();
        var times = new List<double>();
        await using (var cloud = new RehearsalCloud(stage.NewBaton(folder), TimeProvider.System))
        {
            await cloud.UpAsync(CancellationToken.None);
            var backstage = new Backstage(cloud.Aws, folder, TimeProvider.System);
            await backstage.CreateKeyAsync(CancellationToken.None);
            var group = await backstage.CreateGroupAsync(CancellationToken.None);
            var image = await backstage.StockImageAsync(CancellationToken.None);
            for (var run = 0; run < Runs; run++)
            {
                times.Add(await BootAsync(backstage, image, group));
            }
        }

        BenchStage.Remove(folder);
        Console.WriteLine($"| RunInstances until a command over SSH has answered, ms | {Numbers.Spread(times)} |");
    }

    private static async Task<double> BootAsync(Backstage backstage, string image, string group)
    {
        var start = TimeProvider.System.GetTimestamp();
        var instance = (await backstage.LaunchAsync(image, "t3.micro", group, null, CancellationToken.None)).InstanceId!;
        await backstage.AwaitStateAsync(instance, "running", CancellationToken.None);
        var address = (await backstage.DescribeAsync(instance, CancellationToken.None)).PublicIpAddress!;
        var guest = await backstage.TrustAsync(instance, address, CancellationToken.None);
        while (true)
        {
            try
            {
                await guest.RunAsync("true", null, null, CancellationToken.None);
                break;
            }
            catch (BatonException) when (TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromMinutes(2))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, CancellationToken.None);
            }
        }

        var taken = TimeProvider.System.GetElapsedTime(start).TotalMilliseconds;
        await backstage.TerminateAsync(instance, CancellationToken.None);
        await backstage.AwaitStateAsync(instance, "terminated", CancellationToken.None);
        return taken;
    }
}

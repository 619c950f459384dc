using Baton.Aws.Ec2;
using Baton.Rehearsals.Stage;

namespace Baton.Bench;

/// <summary>From 'baton cloud up' until the first answer to an API call.</summary>
internal sealed class StartBench(BenchStage stage)
{
    private const int Runs = 5;

    public async Task RunAsync()
    {
        var times = new List<double>();
        for (var run = 0; run < Runs; run++)
        {
            var folder = stage.NewFolder();
            var start = TimeProvider.System.GetTimestamp();
            await using (var cloud = new RehearsalCloud(stage.NewBaton(folder), TimeProvider.System))
            {
                await cloud.UpAsync(CancellationToken.None);
                await cloud.Aws.SendAsync(new DescribeRegionsRequest(), CancellationToken.None);
                times.Add(TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
            }

            BenchStage.Remove(folder);
        }

        Console.WriteLine($"| `baton cloud up`, `baton cloud env`, then the first answer, ms | {Numbers.Spread(times)} |");
    }
}

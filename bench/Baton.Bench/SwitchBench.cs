using Baton.Rehearsals;
using Baton.Rehearsals.Documents;
using Baton.Rehearsals.Stage;

namespace Baton.Bench;

/// <summary>The same server, data and clients, moved by Baton and moved by hand.</summary>
internal sealed class SwitchBench(BenchStage stage, IReadOnlyList<int> sizes)
{
    public async Task RunAsync()
    {
        Console.WriteLine("| data | how | longest gap for writes, ms | for reads, ms | requests refused or failed | acknowledged writes lost | write pause of the image, ms |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
        foreach (var times in sizes)
        {
            Show(times, "baton resize", await ByBatonAsync(times));
            Show(times, "by hand", await ByHandAsync(times));
        }
    }

    private static void Show(int times, string how, RehearsalDocument document)
    {
        var witness = document.Witness!;
        var size = DataSize.Times(times);
        Console.WriteLine(
            $"| {size} | {how} | {witness.LongestWriteGapMs:N0} | {witness.LongestReadGapMs:N0} | {witness.FailedRequests:N0} of {witness.Requests:N0} | {witness.LostAcknowledgedWrites + witness.LostUploads} of {witness.AcknowledgedWrites + witness.AcknowledgedUploads:N0} | {(document.Image is { } image ? $"{image.WritePauseMs:N0}" : "as long as the gap")} |");
        foreach (var problem in document.Problems)
        {
            Console.Error.WriteLine(problem);
        }
    }

    private async Task<RehearsalDocument> ByBatonAsync(int times)
    {
        var folder = stage.NewFolder();
        await stage.PrepareAsync(folder, times, CancellationToken.None);
        var baton = stage.NewBaton(folder);
        RehearsalDocument document;
        await using (var cloud = new RehearsalCloud(baton, TimeProvider.System))
        {
            await cloud.UpAsync(CancellationToken.None);
            var story = new ResizeStory(folder, baton, cloud, new("bench-switch", ThenRollBack: false), stage.Terminal, TimeProvider.System);
            (document, _, _) = await story.PlayAsync(CancellationToken.None);
        }

        BenchStage.Remove(folder);
        return document;
    }

    private async Task<RehearsalDocument> ByHandAsync(int times)
    {
        var folder = stage.NewFolder();
        await stage.PrepareAsync(folder, times, CancellationToken.None);
        RehearsalDocument document;
        await using (var cloud = new RehearsalCloud(stage.NewBaton(folder), TimeProvider.System))
        {
            await cloud.UpAsync(CancellationToken.None);
            document = await new UsualWay(new Backstage(cloud.Aws, folder, TimeProvider.System)).PlayAsync(CancellationToken.None);
        }

        BenchStage.Remove(folder);
        return document;
    }
}

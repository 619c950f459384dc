using Baton.Rehearsals.Witnessing;
using Microsoft.AspNetCore.Builder;

namespace Baton.Tests.Rehearsals;

public sealed class WitnessTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(2);

    [Fact]
    public async Task An_application_that_keeps_its_promises_is_acquitted()
    {
        var verdict = await WatchAsync(null);
        Assert.True(verdict.AcknowledgedWrites >= 40);
        Assert.True(verdict.AcknowledgedUploads > 0);
        Assert.Equal((0, 0, 0, 0), (verdict.LostAcknowledgedWrites, verdict.DuplicatedWrites, verdict.LostUploads, verdict.FailedRequests));
        Assert.True(verdict.KeepAlive.Requests > 0 && verdict.ConnectionPerRequest.Requests > 0);
        Assert.Equal(verdict.Requests, verdict.KeepAlive.Requests + verdict.ConnectionPerRequest.Requests);
        Assert.Empty(verdict.Complaints);
    }

    [Fact]
    public async Task An_acknowledged_write_that_is_gone_is_found()
    {
        var verdict = await WatchAsync(MisbehavingApplication.Loses(17));
        Assert.Equal((1, 0, 0), (verdict.LostAcknowledgedWrites, verdict.DuplicatedWrites, verdict.FailedRequests));
        Assert.False(verdict.NothingLost);
        Assert.Contains("is lost", Assert.Single(verdict.Complaints), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_write_that_had_its_effect_twice_is_found()
    {
        var verdict = await WatchAsync(MisbehavingApplication.Doubles(9));
        Assert.Equal((0, 1), (verdict.LostAcknowledgedWrites, verdict.DuplicatedWrites));
        Assert.False(verdict.NothingLost);
    }

    [Fact]
    public async Task A_refused_request_is_a_failed_request_and_is_not_sent_again()
    {
        var verdict = await WatchAsync(MisbehavingApplication.Refuses(5));
        Assert.Equal((1, 0), (verdict.FailedRequests, verdict.LostAcknowledgedWrites));
        Assert.Contains("HTTP 503", Assert.Single(verdict.Complaints), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_is_cut_after_the_effect_fails_but_is_neither_lost_nor_doubled()
    {
        // The first write of all: whichever client it is, it has used no connection before, so nothing may send it again for it.
        var verdict = await WatchAsync(MisbehavingApplication.Cuts(1));
        Assert.Equal((1, 0, 0), (verdict.FailedRequests, verdict.LostAcknowledgedWrites, verdict.DuplicatedWrites));
    }

    [Fact]
    public async Task A_stall_is_measured_for_writes_and_not_for_reads()
    {
        var verdict = await WatchAsync(MisbehavingApplication.Stalls(20, TimeSpan.FromMilliseconds(700)));

        // A write that was under way when the stall began may be acknowledged a little later.
        Assert.InRange(verdict.LongestWriteGapMs, 500, 5000);
        Assert.True(verdict.LongestReadGapMs < verdict.LongestWriteGapMs);
        Assert.Equal(0, verdict.FailedRequests);
    }

    [Fact]
    public async Task A_damaged_document_is_found()
    {
        var verdict = await WatchAsync(MisbehavingApplication.Damages());
        Assert.Equal(verdict.AcknowledgedUploads, verdict.LostUploads);
        Assert.False(verdict.NothingLost);
    }

    [Fact]
    public async Task Nobody_listening_is_a_failure_of_every_request()
    {
        Uri address;
        await using (var gone = await MisbehavingApplication.StartAsync())
        {
            address = gone.Address;
        }

        await using var witness = Witness.Start(Options(address), TimeProvider.System);
        await UntilAsync(() => witness.Failed >= 10);
        var record = await witness.StopAsync();
        Assert.Equal(record.Requests.Count, record.Failed);
        Assert.Equal(0, witness.Acknowledged);
    }

    [Fact]
    public void A_silence_at_the_end_counts_as_a_gap()
    {
        var record = new WitnessRecord(DateTimeOffset.UnixEpoch, TimeSpan.FromSeconds(10), [Write(1), Write(2)]);
        Assert.Equal(new Gap(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(8)), record.LongestWriteGap);
        Assert.Equal(TimeSpan.Zero, record.LongestReadGap.Length);
    }

    private static SeenRequest Write(int second) => new()
    {
        Kind = RequestKind.Write,
        KeepsConnection = true,
        Client = "c",
        Number = second,
        Began = TimeSpan.FromSeconds(second),
        Ended = TimeSpan.FromSeconds(second),
    };

    private static async Task<WitnessVerdict> WatchAsync(Func<WebApplication, MisbehavingApplication>? kind)
    {
        await using var application = await MisbehavingApplication.StartAsync(kind);
        await using var witness = Witness.Start(Options(application.Address), TimeProvider.System);
        await UntilAsync(() => application.Writes >= 60 && witness.Acknowledged >= 40);
        var record = await witness.StopAsync();
        using var http = new HttpClient { BaseAddress = application.Address };
        return await new Verification(http, record).RunAsync(TestContext.Current.CancellationToken);
    }

    private static WitnessOptions Options(Uri address) => new() { Address = address, Name = "t", Pause = Short, UploadPause = Short };

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            await Task.Delay(Short, TimeProvider.System, patience.Token);
        }
    }
}

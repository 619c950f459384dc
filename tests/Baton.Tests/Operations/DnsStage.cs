using Baton.Aws.Route53;
using Baton.Engine.Journal;
using Baton.Operations;
using Baton.Operations.Configuration;
using Baton.Tests.Cloud.Route53;

namespace Baton.Tests.Operations;

/// <summary>A stage whose server has a name, in a hosted zone that is really asked.</summary>
internal sealed class DnsStage : IAsyncDisposable
{
    private DnsStage(Stage stage, string zoneId)
    {
        (Stage, ZoneId) = (stage, zoneId);
        Operations = new(stage.Services, stage.Journal);
    }

    public Stage Stage { get; }

    public string ZoneId { get; }

    public DnsOperations Operations { get; }

    public ServerOptions Options { get; set; } = Stage.Payroll with
    {
        Dns = new() { Names = ["payroll.example.com"], TimeToLive = TimeSpan.FromSeconds(60), Patience = TimeSpan.FromSeconds(5) },
    };

    public static async Task<DnsStage> SetAsync(long timeToLive = 300)
    {
        var stage = await Stage.SetAsync();
        var zone = await stage.Cloud.MakeZoneAsync("example.com");
        var result = new DnsStage(stage, zone);
        await result.PutAsync("payroll.example.com", "A", timeToLive, "192.0.2.1");
        return result;
    }

    public async Task PutAsync(string name, string type, long timeToLive, params string[] values) =>
        await Stage.Cloud.InSyncAsync(await Stage.Cloud.ChangeAsync(ZoneId, "UPSERT", name, type, timeToLive, values));

    public Task<PreparedRun> LowerAsync() => LowerAsync("the harness cannot wait");

    public Task<PreparedRun> LowerAsync(string? overrideWait) =>
        Operations.PrepareAsync(Options, new() { Action = DnsAction.Lower, OverrideWait = overrideWait }, TestContext.Current.CancellationToken);

    public Task<PreparedRun> RestoreAsync() => Operations.PrepareAsync(Options, new() { Action = DnsAction.Restore }, TestContext.Current.CancellationToken);

    public Task<PreparedRun> PointAsync(string address) =>
        Operations.PrepareAsync(Options, new() { Action = DnsAction.Point, Address = address }, TestContext.Current.CancellationToken);

    public Task<PreparedRun> PointAsync() => PointAsync("192.0.2.99");

    /// <summary>The name has been lowered before the story begins.</summary>
    public async Task<string> LoweredAsync()
    {
        var outcome = await Stage.StartAsync(await LowerAsync());
        Assert.Null(outcome.Failure);
        Assert.Equal(RunStatus.Succeeded, outcome.Status);
        return outcome.RunId;
    }

    /// <summary>"payroll.example.com. 300 A 192.0.2.1", as Route 53 has it.</summary>
    public async Task<string> RecordAsync(string name)
    {
        var sets = (await Stage.Cloud.SendAsync(new ListResourceRecordSetsRequest { HostedZoneId = ZoneId })).ResourceRecordSets;
        var set = sets.Single(set => set.Name == $"{name}." && set.Type is "A");
        return $"{set.TTL} {string.Join(' ', set.ResourceRecords.Select(record => record.Value))}";
    }

    public ValueTask DisposeAsync() => Stage.DisposeAsync();
}

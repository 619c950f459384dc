using System.Text.Json.Serialization.Metadata;
using Baton.Dns;
using Baton.Engine.Steps;
using Baton.Operations.Steps;

namespace Baton.Operations.Dns;

/// <summary>Watches until every name server and every resolver gives the new address. Nobody has to wait for it: the old server forwards.</summary>
internal sealed class WatchNames(DnsScope scope, IReadOnlyList<NameRecord> records, Func<string> address) : Step<Done>
{
    /// <inheritdoc cref="PointName.AfterUsers"/>
    public bool AfterUsers { get; init; }

    public override string Name => "watch-names";

    public override bool KeepsOnFailure => AfterUsers;

    protected override JsonTypeInfo<Done> OutputType => OperationJson.Default.Done;

    public override StepDescription Describe() => new() { Changes = "Watch until all name servers and resolvers give the new address" };

    protected override async Task<Done> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var began = context.Time.GetTimestamp();
        foreach (var record in records)
        {
            await scope.Watch.UntilAsync(record with { Values = [address()] }, null, context, cancellationToken);
        }

        foreach (var record in records)
        {
            await ResolversAsync(record, context, cancellationToken);
        }

        context.Progress.Measure("convergedSeconds", Math.Round(context.Time.GetElapsedTime(began).TotalSeconds, 1));
        return new(address());
    }

    protected override Task<Done?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<Done?>(null);

    protected override Task TakeBackAsync(Done output, StepContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A resolver may keep the old answer for longer than it should; that is said, and holds nothing up.</summary>
    private async Task ResolversAsync(NameRecord record, StepContext context, CancellationToken cancellationToken)
    {
        var began = context.Time.GetTimestamp();
        var limit = TimeSpan.FromSeconds(record.TimeToLive * 2) + TimeSpan.FromSeconds(10);
        while (await BehindAsync(record, cancellationToken) is [_, ..] behind)
        {
            context.Progress.Say($"{record.Name}: not yet at {string.Join(", ", behind)}");
            if (context.Time.GetElapsedTime(began) > limit)
            {
                context.Progress.Measure("resolversBehind", behind.Count);
                return;
            }

            await Task.Delay(scope.Services.AwsPeriod, context.Time, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<string>> BehindAsync(NameRecord record, CancellationToken cancellationToken)
    {
        var type = Enum.Parse<DnsType>(record.Type);
        var answers = await scope.Directory.AskAsync(scope.Directory.Resolvers, record.Name, type, cancellationToken);
        return [.. answers.Where(answer => answer.Answered && !answer.Values(type).SequenceEqual([address()])).Select(answer => answer.Server.Name)];
    }
}

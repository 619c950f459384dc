using System.Text.Json.Serialization.Metadata;
using Baton.Engine.Steps;
using Baton.Hosts.Postgres;
using Baton.Operations.Steps;

namespace Baton.Operations.Switching;

/// <summary>Ends the old server's log: what comes after is written on the new one.</summary>
internal sealed class StopOldPostgres(SwitchSides sides, PostgresLayout layout) : Step<CleanStop>
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(5);

    public override string Name => "stop-old-postgres";

    protected override JsonTypeInfo<CleanStop> OutputType => OperationJson.Default.CleanStop;

    public override StepDescription Describe() => new()
    {
        Changes = "Stop PostgreSQL on the old server cleanly: it sends all of its log before it ends",
        Undo = "start it again",
        Pauses = PauseKind.ReadsAndWrites,
    };

    protected override async Task<CleanStop> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        return await sides.Hold.SpendAsync(
            async token => await new PostgresServer(await sides.OldAsync(token), layout).StopAsync(sides.Hold.Left, token), cancellationToken);
    }

    protected override Task<CleanStop?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<CleanStop?>(new("0/0", 0));

    /// <summary>As what it is: the primary that it was, or has become again when the promotion of the new server was taken back.</summary>
    protected override async Task TakeBackAsync(CleanStop output, StepContext context, CancellationToken cancellationToken) =>
        await new PostgresServer(await sides.OldAsync(cancellationToken), layout).StartAsync(StartPatience, cancellationToken);
}

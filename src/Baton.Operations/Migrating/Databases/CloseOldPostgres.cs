using System.Text.Json.Serialization.Metadata;
using Baton.Engine.Problems;
using Baton.Engine.Steps;
using Baton.Hosts.Postgres;
using Baton.Operations.Steps;
using Baton.Operations.Switching;

namespace Baton.Operations.Migrating.Databases;

/// <summary>
/// Ends the old server's log without stopping it: whoever reads it there goes on, and nobody else gets in. It stays closed for as long as it follows the new one.
/// </summary>
internal sealed class CloseOldPostgres(Bringing bringing, SwitchSides sides, Output<CompareSchemas.Result>? compared) : Step<CleanStop>
{
    public override string Name => "close-old-postgres";

    protected override JsonTypeInfo<CleanStop> OutputType => OperationJson.Default.CleanStop;

    public override StepDescription Describe() => new()
    {
        Changes = "Close PostgreSQL on the old server to everybody but Baton (in pg_hba.conf), and end the sessions that are left",
        Undo = "open it again",
        Pauses = PauseKind.ReadsAndWrites,
    };

    protected override Task<CleanStop> RunAsync(StepContext context, CancellationToken cancellationToken) => sides.Hold.SpendAsync(
        async token =>
        {
            var rows = await bringing.OldRowsAsync(token);
            var last = await rows.FenceAsync(sides.Hold.Left, token);
            return compared is null || await rows.ReadStampAsync(token) == compared.Value.Stamp
                ? last
                : throw new BatonException(DatabaseProblems.SchemaChanged(bringing.Migration.Source.Name));
        },
        cancellationToken);

    protected override Task<CleanStop?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<CleanStop?>(new("0/0", 0));

    /// <summary>As what it is: what it was, or what has come back to it when the promotion of the new server was taken back.</summary>
    protected override async Task TakeBackAsync(CleanStop output, StepContext context, CancellationToken cancellationToken) =>
        await (await bringing.OldRowsAsync(cancellationToken)).UnfenceAsync(cancellationToken);
}

using System.CommandLine;
using Baton.Engine.Journal;
using Baton.Operations;

namespace Baton.Commands;

/// <summary>Takes a run back: one that was cut off, one that failed, or one that succeeded and is not closed.</summary>
internal static class RollbackCommand
{
    public static Command Create(CommandTree tree)
    {
        var run = RunArgument.Create("The run to take back, or its server", optional: false);
        return tree.Bind(
            new("rollback", "Take a run back, step by step in reverse; writes made since are kept") { run },
            async (session, parsed, cancellationToken) =>
            {
                var record = RunArgument.Find(session, parsed.GetValue(run)!, Fits, "rolled back");
                Endings.RefuseTakingBack(session.Journal, record);
                MigrationOperations.RefuseBehindLater(session.Journal, record);
                await session.Operations.RequireWayBackAsync(record, cancellationToken);
                var plan = await session.PlanOfAsync(record, cancellationToken);
                return await Walks.GoBackAsync(
                    session, observer => session.NewRunner().RollBackAsync(record, plan, new(), observer, cancellationToken));
            },
            "baton rollback resize-20261121-0931-k3f9");
    }

    /// <summary>Of a server's runs those that moved or were cut off are meant: an image that succeeded is not undone by the server's name alone.</summary>
    private static bool Fits(RunRecord run) => run switch
    {
        { Kind: "resize", Status: RunStatus.Succeeded } => true,
        { Status: RunStatus.Running or RunStatus.Failed or RunStatus.UndoFailed } => true,
        _ => false,
    };
}

using System.CommandLine;

namespace Baton.Commands;

/// <summary>Takes a run back: one that was cut off, one that failed, or one that succeeded and is not closed.</summary>
internal static class RollbackCommand
{
    public static Command Create(CommandTree tree)
    {
        var run = RunArgument.Create("The run to take back", optional: false);
        return tree.Bind(
            new("rollback", "Take a run back, step by step in reverse; writes made since are kept") { run },
            async (session, parsed, cancellationToken) =>
            {
                var record = session.Run(parsed.GetValue(run)!);
                var plan = await session.Plans.BuildAsync(record.Kind, record.Arguments, cancellationToken);
                return await Walks.GoBackAsync(
                    session, observer => session.NewRunner().RollBackAsync(record, plan, new(), observer, cancellationToken));
            },
            "baton rollback resize-20261121-0931-k3f9");
    }
}

using System.CommandLine;
using Baton.Cloud.Faults;
using Baton.Configuration;
using Baton.Documents;
using Baton.Engine.Problems;
using Baton.LocalCloud;
using Baton.Terminals;
using Spectre.Console;

namespace Baton.Commands.Cloud;

/// <summary>Makes things go wrong in the local cloud, to see what one's tools do then.</summary>
internal static class CloudFaultCommands
{
    public static Command Create(CommandTree tree) => tree.Group(
        "fault",
        "Make the local cloud fail on purpose",
        [Add(tree), List(tree), Clear(tree)],
        "baton cloud fault add RunInstances InsufficientInstanceCapacity --times 1");

    private static Command Add(CommandTree tree)
    {
        var action = new Argument<string>("ACTION") { Description = "The EC2 action that it strikes, such as RunInstances; '*' for all" };
        var code = new Argument<string?>("CODE") { Description = "The error code that AWS would give", Arity = ArgumentArity.ZeroOrOne };
        var times = new Option<int?>("--times") { Description = "How often it strikes; until it is cleared when left out", HelpName = "NUMBER" };
        var latency = new Option<string?>("--latency") { Description = "Instead of an error: answer so much later", HelpName = "TIME" };
        var lost = new Option<bool>("--lost") { Description = "Instead of an error: take effect, and lose the answer" };
        var snapshot = new Option<bool>("--snapshot-error") { Description = "Instead of an error: the snapshot that is created ends in the state error" };
        return tree.Bind(
            new("add", "Add a fault") { action, code, times, latency, lost, snapshot },
            async (session, parsed, cancellationToken) =>
            {
                var fault = new Fault { Action = parsed.GetValue(action)!, Kind = FaultKind.Error, Code = parsed.GetValue(code), Times = parsed.GetValue(times) };
                fault = (parsed.GetValue(latency), parsed.GetValue(lost), parsed.GetValue(snapshot)) switch
                {
                    ({ } text, false, false) when Durations.TryParse(text, out var late) => fault with { Kind = FaultKind.Latency, Milliseconds = (int)late.TotalMilliseconds },
                    (null, true, false) => fault with { Kind = FaultKind.ResponseLost },
                    (null, false, true) => fault with { Kind = FaultKind.SnapshotError },
                    (null, false, false) when fault.Code is not null => fault,
                    _ => throw new BatonException(LocalCloudProblems.FaultUnclear()),
                };
                using var door = Open(session);
                return Show(session, [await door.AddAsync(fault, cancellationToken)]);
            },
            "baton cloud fault add RunInstances InsufficientInstanceCapacity --times 1",
            "baton cloud fault add AssociateAddress --latency 20s");
    }

    private static Command List(CommandTree tree) => tree.Bind(
        new("list", "List the faults that wait to strike"),
        async (session, _, cancellationToken) =>
        {
            using var door = Open(session);
            return Show(session, await door.FaultsAsync(cancellationToken));
        },
        "baton cloud fault list");

    private static Command Clear(CommandTree tree) => tree.Bind(
        new("clear", "Take all faults away"),
        async (session, _, cancellationToken) =>
        {
            using var door = Open(session);
            await door.ClearAsync(cancellationToken);
            return Show(session, []);
        },
        "baton cloud fault clear");

    private static CloudDoor Open(Session session) =>
        new(session.LocalCloud.Running() ?? throw new BatonException(LocalCloudProblems.NotRunning()), session.LocalCloud.Keys());

    private static int Show(Session session, IReadOnlyList<Fault> faults)
    {
        if (session.Json)
        {
            session.Terminal.WriteJson(new(faults), DocumentJson.Plain.FaultsDocument);
            return ExitCodes.Success;
        }

        var console = session.Terminal.AnswerConsole;
        console.MarkupLine(faults.Count == 0 ? "[dim]no faults[/]" : $"[yellow]{Words.Count(faults.Count, "fault")}[/]");
        foreach (var fault in faults)
        {
            var what = fault.Kind switch
            {
                FaultKind.Error => fault.Code ?? "InternalError",
                FaultKind.Latency => $"answers {Words.Duration(TimeSpan.FromMilliseconds(fault.Milliseconds))} later",
                FaultKind.ResponseLost => "takes effect, and the answer is lost",
                _ => "the snapshot ends in the state error",
            };
            console.MarkupLine($"  {Markup.Escape(fault.Action)}: {Markup.Escape(what)} [dim]{(fault.Times is { } times ? Words.Count(times, "time") : "until cleared")}[/]");
        }

        return ExitCodes.Success;
    }
}

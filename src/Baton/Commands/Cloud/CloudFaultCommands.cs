using System.CommandLine;
using System.Globalization;
using Baton.Cloud.Faults;
using Baton.Documents;
using Baton.Engine;
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
        [CloudFaultAddCommand.Create(tree), List(tree), Clear(tree)],
        "baton cloud fault add RunInstances InsufficientInstanceCapacity --times 1");

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

    public static CloudDoor Open(Session session) =>
        new(session.LocalCloud.Running() ?? throw new BatonException(LocalCloudProblems.NotRunning()), session.LocalCloud.Keys());

    public static int Show(Session session, IReadOnlyList<Fault> faults)
    {
        if (session.Json)
        {
            session.Terminal.WriteJson(new(faults), DocumentJson.Plain.FaultsDocument);
            return ExitCodes.Success;
        }

        var console = session.Terminal.AnswerConsole;
        console.MarkupLine(faults.Count == 0 ? "[dim]no faults[/]" : $"[yellow]{Counted.Of(faults.Count, "fault")}[/]");
        foreach (var fault in faults)
        {
            var strikes = new[] { fault.InstanceType, fault.Zone, Chance(fault), fault.Times is { } times ? Counted.Of(times, "time") : "until cleared" };
            console.MarkupLine($"  {Markup.Escape(fault.Action)}: {Markup.Escape(What(fault))} [dim]{Markup.Escape(string.Join(", ", strikes.OfType<string>()))}[/]");
        }

        return ExitCodes.Success;
    }

    private static string What(Fault fault)
    {
        var period = Words.Duration(TimeSpan.FromMilliseconds(fault.Milliseconds));
        return fault.Kind switch
        {
            FaultKind.Error => fault.Code ?? "InternalError",
            FaultKind.Latency => $"answers {period} later",
            FaultKind.ResponseLost => "takes effect, and the answer is lost",
            FaultKind.SnapshotError => "the snapshot ends in the state error",
            FaultKind.NotFoundAtFirst => $"what it creates is not found for {period}",
            FaultKind.AddressLate => $"the network follows {period} later",
            FaultKind.StaysPending => "the instance stays pending",
            FaultKind.StatusImpaired => "the instance fails its status check",
            FaultKind.NetworkLost => "the instance has no network",
            _ => "the machine crashes",
        };
    }

    private static string? Chance(Fault fault) => fault.Probability is not { } probability ? null : string.Create(CultureInfo.InvariantCulture, $"with probability {probability}");
}

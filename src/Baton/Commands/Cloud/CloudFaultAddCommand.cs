using System.CommandLine;
using Baton.Cloud.Faults;
using Baton.Configuration;
using Baton.Engine.Problems;
using Baton.LocalCloud;

namespace Baton.Commands.Cloud;

/// <summary>Adds a fault, or makes something happen to a machine at once.</summary>
internal static class CloudFaultAddCommand
{
    private static readonly Argument<string> Action = new("ACTION") { Description = "The action that it strikes, such as RunInstances; '*' for all; or the id of an instance, which it strikes at once" };
    private static readonly Argument<string?> Code = new("CODE") { Description = "The error code that AWS would give", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<int?> Times = new("--times") { Description = "How often it strikes; until it is cleared when left out", HelpName = "NUMBER" };
    private static readonly Option<double?> Probability = new("--probability") { Description = "How likely it strikes each time, from 0 to 1; always when left out", HelpName = "NUMBER" };
    private static readonly Option<int?> Seed = new("--seed") { Description = "With --probability: the same seed strikes the same calls again", HelpName = "NUMBER" };
    private static readonly Option<string?> Type = new("--type") { Description = "An error of launches and starts: only for this instance type", HelpName = "TYPE" };
    private static readonly Option<string?> Zone = new("--zone") { Description = "An error of launches and starts: only in this availability zone", HelpName = "ZONE" };

    // Each says instead of an error code what happens; those with a time say for how long.
    private static readonly (Option<string?> Option, FaultKind Kind)[] Later =
    [
        (new("--latency") { Description = "Instead of an error: answer so much later", HelpName = "TIME" }, FaultKind.Latency),
        (new("--not-found") { Description = "Instead of an error: what is created is not found for so long", HelpName = "TIME" }, FaultKind.NotFoundAtFirst),
        (new("--late") { Description = "Of AssociateAddress: the network follows so much later", HelpName = "TIME" }, FaultKind.AddressLate),
    ];

    private static readonly (Option<bool> Option, FaultKind Kind)[] Plain =
    [
        (new("--lost") { Description = "Instead of an error: take effect, and lose the answer" }, FaultKind.ResponseLost),
        (new("--snapshot-error") { Description = "Instead of an error: the snapshot that is created ends in the state error" }, FaultKind.SnapshotError),
        (new("--pending") { Description = "Of launches and starts: the instance stays pending" }, FaultKind.StaysPending),
        (new("--impaired") { Description = "Of launches, starts and instances: the status check fails until the instance is stopped" }, FaultKind.StatusImpaired),
        (new("--no-network") { Description = "Of launches, starts and instances: the network is gone until the instance is stopped" }, FaultKind.NetworkLost),
        (new("--crash") { Description = "Of an instance: its machine dies" }, FaultKind.Crash),
    ];

    public static Command Create(CommandTree tree)
    {
        var command = new Command("add", "Add a fault") { Action, Code, Times, Probability, Seed, Type, Zone };
        foreach (var option in Later.Select(later => later.Option))
        {
            command.Add(option);
        }

        foreach (var option in Plain.Select(plain => plain.Option))
        {
            command.Add(option);
        }

        return tree.Bind(
            command,
            async (session, parsed, cancellationToken) =>
            {
                var fault = Read(parsed);
                using var door = CloudFaultCommands.Open(session);
                return CloudFaultCommands.Show(session, [await door.AddAsync(fault, cancellationToken)]);
            },
            "baton cloud fault add RunInstances InsufficientInstanceCapacity --type t3.large --zone us-east-1a",
            "baton cloud fault add '*' RequestLimitExceeded --probability 0.1 --seed 7",
            "baton cloud fault add AssociateAddress --late 20s --times 1",
            "baton cloud fault add i-0123456789abcdef0 --crash");
    }

    private static Fault Read(ParseResult parsed)
    {
        List<Fault> said = [];
        var fault = new Fault
        {
            Action = parsed.GetValue(Action)!, Kind = FaultKind.Error, Times = parsed.GetValue(Times), Probability = parsed.GetValue(Probability), Seed = parsed.GetValue(Seed),
            InstanceType = parsed.GetValue(Type), Zone = parsed.GetValue(Zone),
        };
        if (parsed.GetValue(Code) is { } code)
        {
            said.Add(fault with { Code = code });
        }

        foreach (var (option, kind) in Later)
        {
            if (parsed.GetValue(option) is { } text)
            {
                said.Add(fault with { Kind = kind, Milliseconds = Milliseconds(option, text) });
            }
        }

        said.AddRange(Plain.Where(plain => parsed.GetValue(plain.Option)).Select(plain => fault with { Kind = plain.Kind }));
        return said is [var only] ? only : throw new BatonException(LocalCloudProblems.FaultUnclear());
    }

    private static int Milliseconds(Option<string?> option, string text) =>
        Durations.TryParse(text, out var period) && period <= TimeSpan.FromDays(1) ? (int)period.TotalMilliseconds : throw new BatonException(LocalCloudProblems.FaultTime(option.Name, text));
}

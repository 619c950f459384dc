using System.CommandLine;
using System.CommandLine.Help;
using Baton.Commands.Cloud;
using Baton.Commands.Dns;
using Baton.Commands.Migrate;
using Baton.Rehearsals;

namespace Baton.Commands;

/// <summary>All commands in one list. System.CommandLine parses and explains; what is done is in one class per command.</summary>
internal sealed class CommandTree(ProgramSurroundings surroundings)
{
    /// <summary>For all commands.</summary>
    public static readonly Option<bool> Json = new("--json") { Description = "Answer with JSON on standard output; talk goes to standard error", Recursive = true };

    public static readonly Option<string?> Config = new("--config") { Description = "The configuration file; else baton.yaml here or in a folder above", HelpName = "FILE", Recursive = true };

    private readonly Dictionary<Command, string[]> _examples = [];

    public static RootCommand Create(ProgramSurroundings surroundings)
    {
        var tree = new CommandTree(surroundings);
        var root = new RootCommand("Baton moves live Linux servers on EC2 and loses nothing.");
        root.Add(Json);
        root.Add(Config);
        tree._examples[root] = ["baton init payroll --instance i-0123456789abcdef0", "baton plan resize payroll --memory 4GiB", "baton rehearse resize"];
        foreach (var command in tree.Commands())
        {
            root.Add(command);
        }

        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!, tree._examples);
        return root;
    }

    public static IEnumerable<string> PathOf(Command command)
    {
        var parent = command.Parents.OfType<Command>().FirstOrDefault();
        return parent is null ? ["baton"] : PathOf(parent).Append(command.Name);
    }

    /// <summary>A group of commands.</summary>
    public Command Group(string name, string description, IEnumerable<Command> commands, params string[] examples)
    {
        var group = new Command(name, description);
        foreach (var command in commands)
        {
            group.Add(command);
        }

        _examples[group] = examples;
        return group;
    }

    /// <summary>A command that does something. The session is its own and ends with it.</summary>
    public Command Bind(Command command, Func<Session, ParseResult, CancellationToken, Task<int>> run, params string[] examples)
    {
        _examples[command] = examples;
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = new Session(surroundings, parsed.GetValue(Json), parsed.GetValue(Config));
            return await run(session, parsed, cancellationToken);
        });
        return command;
    }

    private IEnumerable<Command> Commands() =>
    [
        InitCommand.Create(this),
        AssessCommand.Create(this),
        OperationCommands.Plan(this),
        OperationCommands.Run(this, new ImageOperation()),
        OperationCommands.Run(this, new VerifyOperation()),
        OperationCommands.Run(this, new ResizeOperation()),
        OperationCommands.Run(this, new FinishOperation()),
        MigrateCommands.Create(this),
        HardenCommand.Create(this),
        DnsCommands.Create(this),
        AnnounceCommand.Create(this),
        RunsCommand.Create(this),
        ShowCommand.Create(this),
        ResumeCommand.Create(this),
        RollbackCommand.Create(this),
        CloudCommands.Create(this),
        RehearseCommand.Create(this),
    ];
}

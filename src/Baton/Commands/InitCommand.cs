using System.CommandLine;
using Baton.Configuration;
using Baton.Documents;
using Baton.Engine.Problems;
using Baton.Starting;
using Baton.Terminals;
using Spectre.Console;

namespace Baton.Commands;

/// <summary>Writes a first baton.yaml for a server.</summary>
internal sealed class InitCommand(Session session)
{
    public static Command Create(CommandTree tree)
    {
        var name = new Argument<string>("NAME") { Description = "How you will call the server" };
        var instance = new Option<string?>("--instance") { Description = "Its instance id, or the value of its tag Name; NAME when left out", HelpName = "ID" };
        var user = new Option<string?>("--user") { Description = "The user to log in as; guessed from its image when left out", HelpName = "USER" };
        var key = new Option<string?>("--identity-file") { Description = "The private key; else what your ssh configuration says", HelpName = "FILE" };
        var output = new Option<string>("--output", "-o") { Description = "Where to write it; - prints it", HelpName = "FILE", DefaultValueFactory = _ => BatonFile.Name };
        return tree.Bind(
            new("init", "Look at a server and write a baton.yaml that describes it") { name, instance, user, key, output },
            (session, parsed, cancellationToken) => new InitCommand(session).RunAsync(
                parsed.GetValue(name)!, parsed.GetValue(instance), (parsed.GetValue(user), parsed.GetValue(key)), parsed.GetValue(output)!, cancellationToken),
            "baton init payroll --instance i-0123456789abcdef0");
    }

    private async Task<int> RunAsync(string name, string? instance, (string? User, string? Key) ssh, string output, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(output, session.Surroundings.Folder);
        if (output != "-" && File.Exists(path))
        {
            throw new BatonException(ConfigurationProblems.FileExists(path));
        }

        var (found, problems) = await Waiting.ShowAsync(session.Terminal, "Looking at the server …", () => new ServerFinder(session).FindAsync(name, instance ?? name, ssh, cancellationToken));
        Failures.Show(session.Terminal, problems);
        var text = BatonFileText.Write(found);
        if (output == "-")
        {
            session.Terminal.Answer.Write(text);
            return ExitCodes.Success;
        }

        // CreateNew: whoever wrote one meanwhile keeps it.
        await using (var file = new StreamWriter(new FileStream(path, FileMode.CreateNew, FileAccess.Write)))
        {
            await file.WriteAsync(text);
        }

        if (session.Json)
        {
            session.Terminal.WriteJson(new() { ["file"] = path, ["instance"] = found.InstanceId }, DocumentJson.Plain.DictionaryStringString);
            return ExitCodes.Success;
        }

        var console = session.Terminal.AnswerConsole;
        console.MarkupLine($"[green]✓[/] {Markup.Escape(path)} describes [bold]{Markup.Escape(name)}[/] ({found.InstanceId}){(found.LookedInside ? "" : ", as far as it can be seen from outside")}");
        console.MarkupLine($"  [cyan]{Markup.Escape($"baton plan image {name}")}[/]  [dim]checks it against the server and shows what imaging would do[/]");
        return ExitCodes.Success;
    }
}

using System.CommandLine;
using System.Globalization;
using Baton.Documents;
using Baton.Engine;
using Baton.Hosts.Web;
using Baton.Operations.Migrating.Watching;
using Baton.Terminals;
using Spectre.Console;

namespace Baton.Commands.Migrate;

/// <summary>The access logs of both servers of a migration, together, as they grow.</summary>
internal sealed class WatchCommand(Session session, TimeSpan every)
{
    private const int MostNamed = 8;

    private readonly ClientCount _lately = new();
    private readonly ClientCount _all = new();
    private readonly Dictionary<AccessSide, string?> _trouble = [];
    private DateTimeOffset? _told;

    public static Command Create(CommandTree tree)
    {
        var server = Servers.Argument();
        var every = DurationOption.Create("--every", "How often it is summed up who came to which server", TimeSpan.FromSeconds(30));
        var until = DurationOption.Create("--for", "End by itself after so long", Timeout.InfiniteTimeSpan);
        until.DefaultValueFactory = null;
        return tree.Bind(
            new("watch", "Show who arrives on the new server, and who still comes to the old one, which forwards them: the access logs of both (nginx, Apache), as they grow; until Ctrl+C") { server, every, until },
            (session, parsed, cancellationToken) => new WatchCommand(session, parsed.GetValue(every))
                .RunAsync(parsed.GetValue(server)!, parsed.GetResult(until) is null ? Timeout.InfiniteTimeSpan : parsed.GetValue(until), cancellationToken),
            "baton migrate watch payroll",
            "baton migrate watch payroll --for 10m --json");
    }

    private async Task<int> RunAsync(string server, TimeSpan length, CancellationToken cancellationToken)
    {
        using var end = new CancellationTokenSource(length, session.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, end.Token);
        try
        {
            await foreach (var look in session.Operations.WatchAccessAsync(session.Server(server), either.Token))
            {
                Show(look);
            }
        }
        catch (OperationCanceledException)
        {
            // Ctrl+C, or --for, is how it ends.
        }

        Sum(session.Time.GetUtcNow(), _all, "in all");
        return ExitCodes.Success;
    }

    private void Show(AccessLook look)
    {
        _told ??= look.At;
        foreach (var hit in look.Hits)
        {
            _lately.Add(look.Side, hit);
            _all.Add(look.Side, hit);
            Show(look.Side, hit);
        }

        if (_trouble.GetValueOrDefault(look.Side) != look.Problem?.Code)
        {
            _trouble[look.Side] = look.Problem?.Code;
            Tell(look);
        }

        if (look.At - _told >= every)
        {
            Sum(look.At, _lately, $"in the last {Words.Duration(look.At - _told.Value)}");
            _lately.Clear();
            _told = look.At;
        }
    }

    private void Show(AccessSide side, AccessHit hit)
    {
        if (session.Json)
        {
            Write(new() { Kind = "request", At = hit.At, Server = Word(side), Client = hit.Client, Method = hit.Method, Path = hit.Path, Status = hit.Status });
            return;
        }

        var colour = side == AccessSide.New ? "green" : "yellow";
        session.Terminal.AnswerConsole.MarkupLine(string.Create(
            CultureInfo.InvariantCulture, $"[dim]{hit.At.UtcDateTime:HH:mm:ss}[/]  [{colour}]{Word(side)}[/]  {Markup.Escape($"{hit.Client}  {hit.Method} {hit.Path}")}  {hit.Status}"));
    }

    private void Tell(AccessLook look)
    {
        if (session.Json)
        {
            Write(new() { Kind = "problem", At = look.At, Server = Word(look.Side), Problem = look.Problem is { } problem ? ProblemDocument.From([problem])[0] : null });
        }
        else if (look.Problem is { } problem)
        {
            Failures.Show(session.Terminal, [problem]);
        }
        else
        {
            session.Terminal.Talk.WriteLine($"The {Word(look.Side)} server answers again; what it has logged meanwhile comes now.");
        }
    }

    private void Sum(DateTimeOffset at, ClientCount count, string when)
    {
        var (old, @new) = (count.Of(AccessSide.Old), count.Of(AccessSide.New));
        if (session.Json)
        {
            Write(new() { Kind = "clients", At = at, Old = old, New = @new });
            return;
        }

        session.Terminal.AnswerConsole.MarkupLine($"[bold]{when}[/]: {Markup.Escape($"to the new server {Counted.Of(@new.Count, "client")}; to the old one {Counted.Of(old.Count, "client")}{(old is [] ? "" : $": {ClientCount.Words(old, MostNamed)}")}")}");
    }

    private void Write(AccessDocument document) => session.Terminal.WriteJson(document, DocumentJson.Line.AccessDocument);

    private static string Word(AccessSide side) => side == AccessSide.New ? "new" : "old";
}

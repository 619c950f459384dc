using System.Globalization;
using Baton.Documents;
using Baton.Engine;
using Baton.Operations.Migrating.Syncing;
using Baton.Terminals;

namespace Baton.Commands.Migrate;

/// <summary>A sync that goes on: in a terminal one moving line, and a line that stays for what is worth one; in a pipe those; with --json each look.</summary>
internal sealed class SyncLines(Session session)
{
    private string _trouble = "";

    public void Show(SyncLook look)
    {
        if (session.Json)
        {
            session.Terminal.WriteJson(SyncLookDocument.From(look), DocumentJson.Line.SyncLookDocument);
            return;
        }

        var trouble = Trouble(look);
        if (look.Pass is { } pass && (pass.Files > 0 || !session.Terminal.TalkIsInteractive) || trouble != _trouble || look.CutOverBy is not null)
        {
            Stay($"{Words.Time(look.At)}  {Compose(look)}{(trouble.Length > 0 ? $"  {trouble}" : "")}");
        }
        else if (session.Terminal.TalkIsInteractive)
        {
            session.Terminal.Talk.Write(Ansi.ClearLine + Words.Shorten($"{Words.Time(look.At)}  {Compose(look)}", session.Terminal.TalkWidth - 1));
            session.Terminal.Talk.Flush();
        }

        _trouble = trouble;
    }

    public void End()
    {
        if (session.Terminal.TalkIsInteractive)
        {
            session.Terminal.Talk.WriteLine();
        }
    }

    private void Stay(string line)
    {
        if (session.Terminal.TalkIsInteractive)
        {
            session.Terminal.Talk.Write(Ansi.ClearLine);
            session.Terminal.Talk.Flush();
        }

        session.Terminal.Answer.WriteLine(line);
        session.Terminal.Answer.Flush();
    }

    private static string Compose(SyncLook look)
    {
        if (look.CutOverBy is { } cutover)
        {
            return $"users are on the new server since {cutover}: there is nothing to follow any more";
        }

        string[] words =
        [
            look.Follows switch
            {
                _ when look.Problems is not [] => "not seen",
                true => $"the database is {Words.Bytes(look.LagBytes ?? 0)} behind",
                false => $"the database does not follow just now ({Words.Bytes(look.LagBytes ?? 0)} behind)",
                null => $"database: {look.Way.ToString().ToLowerInvariant()}",
            },
            .. look.Pass is { } pass ? [string.Create(CultureInfo.InvariantCulture, $"{Counted.Of(pass.Files, "file")} ({Words.Bytes(pass.Bytes)}) came in {Words.Duration(pass.Took)}")] : Array.Empty<string>(),
            .. look.EstimatedPause is { } pause ? [$"a cut-over would pause for {Words.Estimate(pause)}"] : Array.Empty<string>(),
        ];
        return string.Join(" · ", words);
    }

    /// <summary>What somebody should know; the same words as long as it lasts.</summary>
    private static string Trouble(SyncLook look) => string.Join(' ', [
        .. look.Problems.Select(problem => $"{problem.Code} {problem.Message} → {problem.Hint}"),
        .. look.LogIsShort
            ? [$"The old server's disk has {Words.Bytes(look.LogFreeBytes ?? 0)} left for its log; below {Words.Bytes(look.LogLeastBytes ?? 0)} it drops what the new server has not got, and the copy begins anew."]
            : Array.Empty<string>(),
    ]);
}

using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Baton.Cloud.StockImages;
using Baton.Commands;
using Baton.Rehearsals.Documents;
using Baton.Rehearsals.Reports;
using Baton.Rehearsals.Stage;
using Baton.Terminals;

namespace Baton.Rehearsals;

/// <summary>Plays a whole operation on machines of its own, under load, and judges it.</summary>
internal sealed class RehearseCommand(Session session, bool keep, int times)
{
    public static Command Create(CommandTree tree) => tree.Group(
        "rehearse", "Play an operation on machines of its own, under load, and prove that nothing is lost", [Resize(tree)], "baton rehearse resize");

    private static Command Resize(CommandTree tree)
    {
        var then = new Option<string?>("--then") { Description = "What follows the resize: rollback. Otherwise it is finished", HelpName = "WHAT" };
        then.AcceptOnlyFromAmong("rollback");
        var keep = new Option<bool>("--keep") { Description = "Leave the cloud and its machines running afterwards, to look around" };
        var times = new Option<int>("--data") { Description = "How many times the usual amount of data", HelpName = "TIMES", DefaultValueFactory = static _ => 1 };
        times.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 100)
            {
                result.AddError("--data takes a number from 1 to 100.");
            }
        });
        var kill = new Option<string[]>("--kill") { Description = "Kill Baton (kill -9) in the middle of this step of image or resize; may be given again for another", HelpName = "STEP" };
        var afterKill = new Option<string>("--after-kill") { Description = "What the operator does after that: resume or rollback", HelpName = "WHAT", DefaultValueFactory = static _ => "resume" };
        afterKill.AcceptOnlyFromAmong("resume", "rollback");
        return tree.Bind(
            new("resize", "Image, prove and resize a live server in a cloud of its own, while clients write and read") { then, keep, times, kill, afterKill },
            (session, parsed, cancellationToken) => new RehearseCommand(session, parsed.GetValue(keep), parsed.GetValue(times)).RunAsync(
                new(NewId(session.Time), parsed.GetValue(then) == "rollback")
                {
                    Kills = [.. (parsed.GetValue(kill) ?? []).Select(KillPoint.Parse)],
                    AfterKill = parsed.GetValue(afterKill)!,
                },
                cancellationToken),
            "baton rehearse resize",
            "baton rehearse resize --then rollback --json",
            "baton rehearse resize --kill promote-new --after-kill rollback");
    }

    private async Task<int> RunAsync(ResizeStoryOptions options, CancellationToken cancellationToken)
    {
        var folder = new RehearsalFolder(Path.Combine(session.State.Root, "rehearsals", options.Id));
        folder.Create();
        session.Terminal.Talk.WriteLine($"Rehearsal {options.Id}: everything of it is in {folder.Root}");
        await PrepareAsync(folder, cancellationToken);
        var document = await PlayAsync(folder, options, cancellationToken);
        await File.WriteAllTextAsync(folder.Document, System.Text.Json.JsonSerializer.Serialize(document, RehearsalJson.Plain.RehearsalDocument), cancellationToken);
        if (!keep)
        {
            folder.Tidy();
        }

        if (session.Json)
        {
            session.Terminal.WriteJson(document, RehearsalJson.Plain.RehearsalDocument);
        }
        else
        {
            Summary.Show(session.Terminal.AnswerConsole, document);
        }

        return document switch
        {
            { Outcome: "succeeded" } => ExitCodes.Success,
            { Witness: { } witness } when !witness.NothingLost => ExitCodes.NotProved,
            _ => ExitCodes.Failed,
        };
    }

    private async Task PrepareAsync(RehearsalFolder folder, CancellationToken cancellationToken)
    {
        var stock = new DebianStockImages(new() { CacheDirectory = CacheFolder() }).All[0].ImageId;
        var prepared = new PreparedCloud(Path.Combine(CacheFolder(), "rehearsals"), DataSize.Times(times), session.Terminal, session.Time);
        await prepared.CopyToAsync(folder, stock, cancellationToken);
    }

    private async Task<RehearsalDocument> PlayAsync(RehearsalFolder folder, ResizeStoryOptions options, CancellationToken cancellationToken)
    {
        var baton = new BatonCommand(folder, session.Terminal);
        var cloud = new RehearsalCloud(baton, session.Time);
        try
        {
            await cloud.UpAsync(cancellationToken);
            var story = new ResizeStory(folder, baton, cloud, options, session.Terminal, session.Time);
            var (document, record, steps) = await story.PlayAsync(cancellationToken);
            document = document with { Report = folder.Report };
            await File.WriteAllTextAsync(folder.Report, HtmlReport.Write(document, record, steps), cancellationToken);
            return document;
        }
        finally
        {
            if (keep)
            {
                session.Terminal.Talk.WriteLine($"The cloud goes on running: export BATON_HOME={folder.Home.Root}; eval \"$(baton cloud env)\"; end it with 'baton cloud down'.");
            }
            else
            {
                await cloud.DisposeAsync();
            }
        }
    }

    private string CacheFolder() => session.Surroundings.Environment("XDG_CACHE_HOME") is { Length: > 0 } cache
        ? Path.Combine(cache, "baton")
        : Path.Combine(session.Surroundings.Environment("HOME") ?? "/root", ".cache", "baton");

    private static string NewId(TimeProvider time) => string.Create(
        CultureInfo.InvariantCulture,
        $"rehearse-{time.GetUtcNow():yyyyMMdd-HHmm}-{RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 4)}");
}

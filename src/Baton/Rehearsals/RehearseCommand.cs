using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Baton.Cloud.StockImages;
using Baton.Commands;
using Baton.Rehearsals.Documents;
using Baton.Rehearsals.Reports;
using Baton.Rehearsals.Stage;
using Baton.Rehearsals.Witnessing;
using Baton.Terminals;

namespace Baton.Rehearsals;

/// <summary>Plays a whole operation on machines of its own, under load, and judges it.</summary>
internal sealed class RehearseCommand(Session session, bool keep, DataSize size, bool withPackages = false)
{
    private delegate Task<(RehearsalDocument Document, WitnessRecord Record, IReadOnlyList<TimedStep> Steps)> Play(RehearsalFolder folder, BatonCommand baton, RehearsalCloud cloud);

    public static Command Create(CommandTree tree) => tree.Group(
        "rehearse", "Play an operation on machines of its own, under load, and prove that nothing is lost", [Resize(tree), Migrate(tree)], "baton rehearse resize", "baton rehearse migrate");

    private static Command Resize(CommandTree tree)
    {
        var then = new Option<string?>("--then") { Description = "What follows the resize: rollback. Otherwise it is finished", HelpName = "WHAT" };
        then.AcceptOnlyFromAmong("rollback");
        var keep = Keep();
        var times = Times();
        var withoutImage = new Option<bool>("--without-image") { Description = "Begin with the resize: no image is made and verified before it" };
        var kill = Kill("image or resize");
        var afterKill = AfterKill();
        return tree.Bind(
            new("resize", "Image, prove and resize a live server in a cloud of its own, while clients write and read") { then, keep, times, withoutImage, kill, afterKill },
            (session, parsed, cancellationToken) =>
            {
                var options = new ResizeStoryOptions(NewId(session.Time), parsed.GetValue(then) == "rollback")
                {
                    WithImage = !parsed.GetValue(withoutImage),
                    Kills = [.. (parsed.GetValue(kill) ?? []).Select(KillPoint.Parse)],
                    AfterKill = parsed.GetValue(afterKill)!,
                };
                return new RehearseCommand(session, parsed.GetValue(keep), DataSize.Times(parsed.GetValue(times))).RunAsync(
                    options.Id,
                    (folder, baton, cloud) => new ResizeStory(folder, baton, cloud, options, session.Terminal, session.Time).PlayAsync(cancellationToken),
                    cancellationToken);
            },
            "baton rehearse resize",
            "baton rehearse resize --then rollback --json",
            "baton rehearse resize --kill promote-new --after-kill rollback");
    }

    private static Command Migrate(CommandTree tree)
    {
        var then = new Option<string?>("--then") { Description = "What follows the cut-over: backout, first of the users and then of all that was prepared", HelpName = "WHAT" };
        then.AcceptOnlyFromAmong("backout");
        var keep = Keep();
        var amount = new DataAmount(Times());
        var kill = Kill("a stage, such as migrate-cutover:promote-new");
        var afterKill = AfterKill();
        var database = new Option<string?>("--database") { Description = "How the database comes over: physical, logical or dump; without it as 'baton migrate prepare' chooses", HelpName = "WAY" };
        database.AcceptOnlyFromAmong("physical", "logical", "dump");
        var maintenance = new Option<bool>("--maintenance") { Description = "Show users a maintenance page during the cut-over, instead of holding their requests" };
        var plain = new Option<bool>("--plain-image") { Description = "Begin the new server with the plain image of the distribution and install every package, instead of with an image that has them" };
        var untried = new Option<bool>("--without-test") { Description = "Leave out the trial of the new environment on a fenced copy, which is made where the database comes over by the physical way" };
        var bare = new Option<bool>("--without-baseline") { Description = "Leave out the comparison: the same server moved by maintenance page, dump, copy, load and DNS" };
        var command = new Command("migrate", "Migrate a live server that Baton knows by SSH alone, while clients write and read by a DNS name") { then, database, maintenance, keep, kill, afterKill, plain, untried, bare };
        amount.AddTo(command);
        return tree.Bind(
            command,
            (session, parsed, cancellationToken) =>
            {
                var options = new MigrateStoryOptions(NewId(session.Time), parsed.GetValue(then) == "backout")
                {
                    Data = amount.Of(parsed),
                    Database = parsed.GetValue(database),
                    WithMaintenance = parsed.GetValue(maintenance),
                    WithPackages = !parsed.GetValue(plain),
                    WithTest = !parsed.GetValue(untried) && parsed.GetValue(database) is null or "physical",
                    WithBaseline = !parsed.GetValue(bare),
                    Kills = [.. (parsed.GetValue(kill) ?? []).Select(KillPoint.Parse)],
                    AfterKill = parsed.GetValue(afterKill)!,
                };
                return new RehearseCommand(session, parsed.GetValue(keep), options.Data, options.WithPackages).RunAsync(
                    options.Id, (folder, baton, cloud) => PlayAsync(new MigrateStory(folder, baton, cloud, options, session.Terminal, session.Time), cancellationToken), cancellationToken);
            },
            "baton rehearse migrate",
            "baton rehearse migrate --then backout --json",
            "baton rehearse migrate --database dump",
            "baton rehearse migrate --rows 100000 --files 2000 --file-size 256KiB");
    }

    private static async Task<(RehearsalDocument Document, WitnessRecord Record, IReadOnlyList<TimedStep> Steps)> PlayAsync(MigrateStory story, CancellationToken cancellationToken)
    {
        await using (story)
        {
            return await story.PlayAsync(cancellationToken);
        }
    }

    private static Option<string[]> Kill(string where) => new("--kill") { Description = $"Kill Baton (kill -9) in the middle of this step of {where}; may be given again for another", HelpName = "STEP" };

    private static Option<string> AfterKill()
    {
        var option = new Option<string>("--after-kill") { Description = "What the operator does after that: resume or rollback", HelpName = "WHAT", DefaultValueFactory = static _ => "resume" };
        option.AcceptOnlyFromAmong("resume", "rollback");
        return option;
    }

    private static Option<bool> Keep() => new("--keep") { Description = "Leave the cloud and its machines running afterwards, to look around" };

    private static Option<int> Times()
    {
        var times = new Option<int>("--data") { Description = "How many times the usual amount of data", HelpName = "TIMES", DefaultValueFactory = static _ => 1 };
        times.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 100)
            {
                result.AddError("--data takes a number from 1 to 100.");
            }
        });
        return times;
    }

    private async Task<int> RunAsync(string id, Play play, CancellationToken cancellationToken)
    {
        var folder = new RehearsalFolder(Path.Combine(session.State.Root, "rehearsals", id));
        folder.Create();
        session.Terminal.Talk.WriteLine($"Rehearsal {id}: everything of it is in {folder.Root}");
        await PrepareAsync(folder, cancellationToken);
        var document = await PlayAsync(folder, play, cancellationToken);
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
        var prepared = new PreparedCloud(Path.Combine(CacheFolder(), "rehearsals"), size, session.Terminal, session.Time);
        await prepared.CopyToAsync(folder, stock, withPackages, cancellationToken);
    }

    private async Task<RehearsalDocument> PlayAsync(RehearsalFolder folder, Play play, CancellationToken cancellationToken)
    {
        var baton = new BatonCommand(folder, session.Terminal);
        var cloud = new RehearsalCloud(baton, session.Time);
        try
        {
            await cloud.UpAsync(cancellationToken);
            var (document, record, steps) = await play(folder, baton, cloud);
            document = document with { Report = folder.Report, OtherSizes = EarlierSizes.Find(Path.GetDirectoryName(folder.Root)!, document) };
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

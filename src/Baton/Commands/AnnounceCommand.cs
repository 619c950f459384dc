using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Baton.Assessing;
using Baton.Documents;
using Baton.Engine.Problems;
using Baton.Operations.Announcing;
using Baton.Operations.Assessing;
using Baton.Operations.Configuration;
using Baton.Terminals;
using Spectre.Console;

namespace Baton.Commands;

/// <summary>Tells users and colleagues before, during and after. Shows everything first: nothing is sent without --send.</summary>
internal sealed class AnnounceCommand(Session session)
{
    private static readonly string[] s_times = ["yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm"];

    public static Command Create(CommandTree tree)
    {
        var options = new Arguments();
        var command = new Command("announce", "Tell users and colleagues of a migration, before, during and after it; shows the texts, and sends them with --send");
        options.AddTo(command);
        return tree.Bind(
            command,
            (session, parsed, cancellationToken) => new AnnounceCommand(session).RunAsync(options, parsed, cancellationToken),
            "baton announce payroll --at '2026-11-28 22:00' --for 30m",
            "baton announce payroll --at '2026-11-28 22:00' --for 30m --snippets ./public --send");
    }

    private async Task<int> RunAsync(Arguments options, ParseResult parsed, CancellationToken cancellationToken)
    {
        var server = session.Server(parsed.GetValue(options.Server)!);
        var announce = server.Announce ?? throw new BatonException(AnnounceProblems.NotConfigured(server.Name));
        var phase = parsed.GetValue(options.Phase);
        var happening = Happening(server.Name, announce, phase, options, parsed);
        var arguments = Arrange(server.Name, announce, happening, phase, (parsed.GetValue(options.Template), parsed.GetValue(options.InternalTemplate)));
        var advice = await AdviceAsync(parsed.GetValue(options.Assessment), happening, phase, cancellationToken);
        var snippets = await WriteSnippetsAsync(parsed.GetValue(options.Snippets), happening, phase, cancellationToken);
        if (parsed.GetValue(options.Send))
        {
            // Before anybody is told: a password that is missing must not show after the first half of the list.
            CheckSecrets(announce);
            Advise(advice);
            var run = AnnouncePlan.Prepare(arguments);
            return await Walks.GoAsync(
                session, observer => session.NewRunner().StartAsync(run.Plan, run.Arguments, new() { KeepOnFailure = true }, observer, cancellationToken), cancellationToken);
        }

        Preview(arguments, advice, snippets);
        return ExitCodes.Success;
    }

    private Happening Happening(string name, AnnounceOptions announce, AnnouncePhase phase, Arguments options, ParseResult parsed)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(announce.TimeZone);
        var text = parsed.GetValue(options.At)!;
        if (!DateTime.TryParseExact(text.Trim(), s_times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            throw new BatonException(AnnounceProblems.TimeUnreadable(text));
        }

        if (zone.IsInvalidTime(local) || zone.IsAmbiguousTime(local))
        {
            throw new BatonException(AnnounceProblems.TimeNotThere(text, zone.Id));
        }

        var start = new DateTimeOffset(local, zone.GetUtcOffset(local));
        if (phase == AnnouncePhase.Before && start <= session.Time.GetUtcNow())
        {
            throw new BatonException(AnnounceProblems.TimePast(text));
        }

        return new()
        {
            Service = announce.Service ?? name,
            Url = announce.Url,
            Contact = announce.Contact,
            Start = start,
            Length = parsed.GetValue(options.For),
            Zone = zone,
            Outage = parsed.GetValue(options.Maintenance),
        };
    }

    private AnnounceArguments Arrange(string server, AnnounceOptions announce, Happening happening, AnnouncePhase phase, (string? Users, string? Internal) templates)
    {
        var users = Text(happening, phase, Audience.Users, templates.Users);
        var colleagues = Text(happening, phase, Audience.Internal, templates.Internal);
        var arguments = new AnnounceArguments
        {
            Server = server,
            Options = announce,
            Mails = [.. announce.Internal.Select(to => new AnnouncementMail(to, Audience.Internal, colleagues)), .. announce.To.Select(to => new AnnouncementMail(to, Audience.Users, users))],
            Webhook = announce.WebhookFile is null ? null : users,
            RunsFolder = Path.GetDirectoryName(session.State.Run("run"))!,
        };
        return arguments is { Mails: [], Webhook: null } ? throw new BatonException(AnnounceProblems.NobodyToTell(server)) : arguments;
    }

    private AnnouncementText Text(Happening happening, AnnouncePhase phase, Audience audience, string? file)
    {
        if (file is null)
        {
            return AnnouncementWriter.Write(happening, phase, audience, null, "Baton's own text");
        }

        try
        {
            return AnnouncementWriter.Write(happening, phase, audience, File.ReadAllText(Path.GetFullPath(file, session.Surroundings.Folder)), file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new BatonException(AnnounceProblems.TemplateUnreadable(file, failure.Message), failure);
        }
    }

    private static void CheckSecrets(AnnounceOptions announce)
    {
        if (announce.Smtp is { } smtp)
        {
            AnnounceSecrets.Password(smtp);
        }

        if (announce.WebhookFile is { } file)
        {
            AnnounceSecrets.Webhook(file);
        }
    }

    /// <summary>What the access logs of the assessment say about the time that was chosen.</summary>
    private async Task<IReadOnlyList<string>> AdviceAsync(string? file, Happening happening, AnnouncePhase phase, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            return [];
        }

        AssessmentDocument? document;
        try
        {
            document = JsonSerializer.Deserialize(await File.ReadAllTextAsync(Path.GetFullPath(file, session.Surroundings.Folder), cancellationToken), AssessmentJson.Plain.AssessmentDocument);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new BatonException(AnnounceProblems.AssessmentUnreadable(file, failure.Message), failure);
        }

        return document?.Report.Usage is { } usage && phase == AnnouncePhase.Before
            ? NoticeAdvice.Of(usage, happening, session.Time.GetUtcNow())
            : ["The assessment shows no cycle of use: give a week's notice."];
    }

    private async Task<IReadOnlyList<string>> WriteSnippetsAsync(string? folder, Happening happening, AnnouncePhase phase, CancellationToken cancellationToken)
    {
        if (folder is null)
        {
            return [];
        }

        var path = Path.GetFullPath(folder, session.Surroundings.Folder);
        (string Name, string Text)[] files = [("banner.html", Snippets.Banner(happening, phase)), .. happening.Outage ? [("maintenance.html", Snippets.MaintenancePage(happening))] : Array.Empty<(string, string)>()];
        try
        {
            Directory.CreateDirectory(path);
            foreach (var (name, text) in files)
            {
                await File.WriteAllTextAsync(Path.Combine(path, name), text, cancellationToken);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new BatonException(ProgramProblems.CannotWrite(path, failure.Message), failure);
        }

        return [.. files.Select(file => Path.Combine(path, file.Name))];
    }

    private void Advise(IReadOnlyList<string> advice)
    {
        foreach (var line in advice)
        {
            session.Terminal.TalkConsole.MarkupLine($"[yellow]•[/] {Markup.Escape(line)}");
        }
    }

    private void Preview(AnnounceArguments arguments, IReadOnlyList<string> advice, IReadOnlyList<string> snippets)
    {
        if (session.Json)
        {
            session.Terminal.WriteJson(AnnouncementDocument.From(arguments, advice, snippets), DocumentJson.Plain.AnnouncementDocument);
            return;
        }

        var console = session.Terminal.AnswerConsole;
        foreach (var group in arguments.Mails.GroupBy(mail => mail.Audience))
        {
            var text = group.First().Text;
            console.MarkupLine($"[bold cyan]{(group.Key == Audience.Users ? "To users" : "To colleagues")}[/]  [dim]{Markup.Escape(string.Join(", ", group.Select(mail => mail.To)))}[/]");
            console.MarkupLine($"[dim]From:[/] {Markup.Escape(arguments.Options.From)}");
            console.MarkupLine($"[bold]{Markup.Escape(text.Subject)}[/]");
            console.WriteLine();
            console.WriteLine(text.Body);
        }

        if (arguments.Webhook is { } webhook)
        {
            console.MarkupLine($"[bold cyan]To the webhook[/]  {Markup.Escape(webhook.Subject)}");
        }

        foreach (var file in snippets)
        {
            console.MarkupLine($"[green]✓[/] {Markup.Escape(file)}");
        }

        Advise(advice);
        console.MarkupLine("[dim]Nothing was sent.[/] [cyan]--send[/] [dim]sends it.[/]");
    }

    private sealed class Arguments
    {
        public Argument<string> Server { get; } = Servers.Argument();

        public Option<string> At { get; } = new("--at") { Description = "When it begins, in the time zone of 'announce.time-zone'", HelpName = "'YYYY-MM-DD HH:MM'", Required = true };

        public Option<TimeSpan> For { get; } = new("--for")
        {
            Description = "How long is set aside for it",
            HelpName = "TIME",
            DefaultValueFactory = _ => TimeSpan.FromMinutes(30),
            CustomParser = result =>
            {
                if (Configuration.Durations.TryParse(result.Tokens[0].Value, out var duration) && duration > TimeSpan.Zero)
                {
                    return duration;
                }

                result.AddError($"'{result.Tokens[0].Value}' is no time; write it as 30m or 2h.");
                return default;
            },
        };

        public Option<AnnouncePhase> Phase { get; } = new("--phase") { Description = "Which text", HelpName = "before|during|after", DefaultValueFactory = _ => AnnouncePhase.Before };

        public Option<bool> Maintenance { get; } = new("--maintenance") { Description = "A planned outage with a maintenance page, instead of requests that wait for seconds" };

        public Option<string?> Template { get; } = new("--template") { Description = "Your own text for users: 'Subject: …', an empty line, the text, with {service} {when} {day} {until} {duration} {contact} {url}", HelpName = "FILE" };

        public Option<string?> InternalTemplate { get; } = new("--internal-template") { Description = "Your own text for colleagues", HelpName = "FILE" };

        public Option<string?> Snippets { get; } = new("--snippets") { Description = "Write banner.html, and maintenance.html with --maintenance, into this folder", HelpName = "FOLDER" };

        public Option<string?> Assessment { get; } = new("--assessment") { Description = "What 'assess --json' said: how long before to tell the users, and whether the hour is a quiet one", HelpName = "FILE" };

        public Option<bool> Send { get; } = new("--send") { Description = "Send it. Without this it is only shown" };

        public void AddTo(Command command)
        {
            command.Add(Server);
            foreach (var option in (Option[])[At, For, Phase, Maintenance, Template, InternalTemplate, Snippets, Assessment, Send])
            {
                command.Add(option);
            }
        }
    }
}

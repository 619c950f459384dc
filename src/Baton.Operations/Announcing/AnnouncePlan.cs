using System.Globalization;
using System.Text.Json;
using Baton.Engine.Plans;
using Baton.Engine.Problems;
using Baton.Operations.Problems;
using Baton.Operations.Steps;

namespace Baton.Operations.Announcing;

/// <summary>Tells people: a step for each, so that the journal knows who has been told. There is no way back from a mail.</summary>
public static class AnnouncePlan
{
    public const string Kind = "announce";

    public static Plan Build(AnnounceArguments arguments)
    {
        List<SendMessage> steps =
        [
            .. arguments.Mails.Select((mail, index) => new SendMail(string.Create(CultureInfo.InvariantCulture, $"mail-{index + 1}"), mail, arguments)),
            .. arguments is { Webhook: { } text, Options.WebhookFile: { } file } ? (SendMessage[])[new CallWebhook(arguments, text, file)] : [],
        ];
        return new()
        {
            Kind = Kind,
            Subject = arguments.Server,

            // Not the server's own: people are told while it is being moved.
            LeaseOn = $"announcing {arguments.Server}",
            Steps = [.. steps],
            Results = () => [.. Results([.. steps.Select(step => step.Output.Value)])],
        };
    }

    public static PreparedRun Prepare(AnnounceArguments arguments) => new(Build(arguments), JsonSerializer.Serialize(arguments, OperationJson.Default.AnnounceArguments));

    /// <summary>Of a run that was cut off.</summary>
    public static Plan Build(string arguments)
    {
        try
        {
            return Build(JsonSerializer.Deserialize(arguments, OperationJson.Default.AnnounceArguments) ?? throw new BatonException(OperationProblems.ArgumentsUnreadable(Kind)));
        }
        catch (JsonException error)
        {
            throw new BatonException(OperationProblems.ArgumentsUnreadable(Kind), error);
        }
    }

    private static IEnumerable<PlanResult> Results(IReadOnlyList<SentMessage> messages)
    {
        yield return new("told", messages.Count(message => message.Outcome == SendMessage.Sent).ToString(CultureInfo.InvariantCulture));
        foreach (var message in messages.Where(message => message.Outcome == SendMessage.Refused))
        {
            yield return new($"not taken: {message.To}", message.Said ?? "");
        }

        foreach (var message in messages.Where(message => message.Outcome == SendMessage.Unknown))
        {
            yield return new($"not known: {message.To}", AnnounceProblems.OutcomeUnknown(message.To).Message);
        }

        if (messages.Any(message => message.Outcome != SendMessage.Sent))
        {
            yield return new("verdict", "not everybody was told");
        }
    }
}

using System.Text.Json.Serialization.Metadata;
using Baton.Engine.Steps;
using Baton.Operations.Steps;

namespace Baton.Operations.Announcing;

/// <summary>
/// One message to one receiver, at most once. Between the message and its receipt nobody can know whether it arrived; then it is not sent again, and the report says so.
/// </summary>
internal abstract class SendMessage(string name, string to, string runsFolder) : Step<SentMessage>
{
    public const string Sent = "sent";
    public const string Refused = "refused";
    public const string Unknown = "unknown";

    private const string Sending = "sending";

    public override string Name => name;

    protected override JsonTypeInfo<SentMessage> OutputType => OperationJson.Default.SentMessage;

    protected string To => to;

    protected override async Task<SentMessage> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var outbox = new Outbox(runsFolder, context.RunId);
        if (Known(outbox) is { } known)
        {
            return known;
        }

        var said = await DeliverAsync(() => outbox.Note(name, Sending), context, cancellationToken);
        if (said is not null)
        {
            outbox.Forget(name);
            context.Progress.Say($"{to} was not taken: {said}");
            return new(to, Refused, said);
        }

        outbox.Note(name, Sent);
        return new(to, Sent, null);
    }

    protected override Task<SentMessage?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult(Known(new(runsFolder, context.RunId)));

    protected override Task TakeBackAsync(SentMessage output, StepContext context, CancellationToken cancellationToken)
    {
        context.Progress.Say($"{to} has been told; that stays");
        return Task.CompletedTask;
    }

    /// <summary>Null when it was taken, else why not. Throws when it cannot be tried, or when nothing is known.</summary>
    /// <param name="committing">To be called right before the receiver may have it.</param>
    protected abstract Task<string?> DeliverAsync(Action committing, StepContext context, CancellationToken cancellationToken);

    private SentMessage? Known(Outbox outbox) => outbox.Find(name) switch
    {
        Sent => new(to, Sent, null),
        Sending => new(to, Unknown, null),
        _ => null,
    };
}

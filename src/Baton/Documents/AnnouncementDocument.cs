using Baton.Operations.Announcing;

namespace Baton.Documents;

/// <summary>What 'announce' would send.</summary>
internal sealed record AnnouncementDocument
{
    public required bool Sent { get; init; }

    public required IReadOnlyList<AnnouncementMail> Mails { get; init; }

    public AnnouncementText? Webhook { get; init; }

    /// <summary>Files that were written.</summary>
    public required IReadOnlyList<string> Snippets { get; init; }

    public required IReadOnlyList<string> Advice { get; init; }

    public static AnnouncementDocument From(AnnounceArguments arguments, IReadOnlyList<string> advice, IReadOnlyList<string> snippets) =>
        new() { Sent = false, Mails = arguments.Mails, Webhook = arguments.Webhook, Snippets = snippets, Advice = advice };
}

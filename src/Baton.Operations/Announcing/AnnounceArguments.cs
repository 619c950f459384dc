using Baton.Operations.Configuration;

namespace Baton.Operations.Announcing;

/// <summary>What a run that tells people was asked to do. Written in the journal: it names secrets by file or variable and holds none.</summary>
public sealed record AnnounceArguments
{
    public required string Server { get; init; }

    public required AnnounceOptions Options { get; init; }

    public IReadOnlyList<AnnouncementMail> Mails { get; init; } = [];

    /// <summary>What the webhook gets; null when there is none.</summary>
    public AnnouncementText? Webhook { get; init; }

    /// <summary>The state directory's folder of runs: what was sent is noted there, mail by mail.</summary>
    public required string RunsFolder { get; init; }
}

namespace Baton.Operations.Configuration;

/// <summary>Who is told of a migration, how, and in whose name.</summary>
public sealed record AnnounceOptions
{
    /// <summary>"Payroll team &lt;payroll@example.com&gt;".</summary>
    public required string From { get; init; }

    /// <summary>Users.</summary>
    public IReadOnlyList<string> To { get; init; } = [];

    /// <summary>Colleagues: they are told what happens, too.</summary>
    public IReadOnlyList<string> Internal { get; init; } = [];

    /// <summary>Whom users ask.</summary>
    public required string Contact { get; init; }

    /// <summary>How users call the application; the server's name when left out.</summary>
    public string? Service { get; init; }

    /// <summary>Where users find it.</summary>
    public string? Url { get; init; }

    /// <summary>"Europe/Berlin": in which times are written and read.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Null when nobody is told by mail.</summary>
    public SmtpOptions? Smtp { get; init; }

    /// <summary>A file with the URL of a webhook (Slack's, or one that takes the same); the URL is a secret.</summary>
    public string? WebhookFile { get; init; }
}

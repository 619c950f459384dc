namespace Baton.Operations.Configuration;

/// <summary>The server that takes our mail.</summary>
public sealed record SmtpOptions
{
    public required string Host { get; init; }

    public required int Port { get; init; }

    public SmtpSecurity Security { get; init; } = SmtpSecurity.StartTls;

    public string? User { get; init; }

    /// <summary>A file that nobody else may read.</summary>
    public string? PasswordFile { get; init; }

    /// <summary>The name of an environment variable.</summary>
    public string? PasswordVariable { get; init; }
}

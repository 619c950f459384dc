namespace Baton.Operations.Configuration;

/// <summary>How a migration's new environment is tried before the cut-over.</summary>
public sealed record TestOptions
{
    /// <summary>As users type it, with the host name that they use; null when answers are not compared.</summary>
    public Uri? Url { get; init; }

    /// <summary>What is asked of the old server and of the copy, by GET and without a login.</summary>
    public IReadOnlyList<string> Paths { get; init; } = ["/"];

    /// <summary>Regular expressions of what differs from one answer to the next by nature.</summary>
    public IReadOnlyList<string> Ignore { get; init; } = [];

    /// <summary>Who may reach the copy beside the operator, as CIDR blocks.</summary>
    public IReadOnlyList<string> From { get; init; } = [];
}

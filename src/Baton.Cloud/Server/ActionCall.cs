using Baton.Aws.Wire;

namespace Baton.Cloud.Server;

/// <summary>One request, apart from its parameters.</summary>
internal sealed record ActionCall(string RequestId, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>The request of a REST service; its parameters are those of the query only.</summary>
    public RestMessage? Message { get; init; }

    /// <summary>What goes before the document of the answer.</summary>
    public AnswerHead Head { get; } = new();

    public bool DryRun => Parameters.GetValueOrDefault("DryRun") is { } flag && string.Equals(flag, "true", StringComparison.OrdinalIgnoreCase);
}

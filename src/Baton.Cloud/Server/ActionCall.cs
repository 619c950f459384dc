namespace Baton.Cloud.Server;

/// <summary>One request, apart from its parameters.</summary>
internal sealed record ActionCall(string RequestId, IReadOnlyDictionary<string, string> Parameters)
{
    public bool DryRun => Parameters.GetValueOrDefault("DryRun") is { } flag && string.Equals(flag, "true", StringComparison.OrdinalIgnoreCase);
}

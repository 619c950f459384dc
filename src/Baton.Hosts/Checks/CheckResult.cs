namespace Baton.Hosts.Checks;

/// <summary>A failed check is a result, not an exception.</summary>
/// <param name="Detail">What was seen: "200, 1234 bytes", "connection refused".</param>
public sealed record CheckResult(string Name, bool Passed, string Detail)
{
    public required TimeSpan Took { get; init; }
}

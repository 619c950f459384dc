namespace Baton.Tests.Operations;

/// <summary>What a script says when it cannot.</summary>
internal sealed class FakeProblem(string key, string detail) : Exception(detail)
{
    public string Key { get; } = key;
}

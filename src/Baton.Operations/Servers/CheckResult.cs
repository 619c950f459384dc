namespace Baton.Operations.Servers;

/// <summary>What came of a check: "5 databases, 812 relations checked", or why it failed.</summary>
public sealed record CheckResult(string Name, bool Passed, string Detail);

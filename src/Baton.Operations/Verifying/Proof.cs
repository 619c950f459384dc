namespace Baton.Operations.Verifying;

/// <summary>One thing that a copy was asked, and what it answered.</summary>
public sealed record Proof(string Name, bool Passed, string Detail);

namespace Baton.Operations.Assessing;

/// <summary>What may go wrong with a server or with its migration, and what to do about it.</summary>
public sealed record Risk(RiskLevel Level, string Area, string What, string Advice);

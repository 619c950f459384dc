namespace Baton.Rehearsals.Documents;

/// <summary>What the same story would cost on AWS, in US dollars at list price.</summary>
public sealed record CostEstimate(decimal Story, decimal MonthlyBefore, decimal MonthlyAfter, string Basis);

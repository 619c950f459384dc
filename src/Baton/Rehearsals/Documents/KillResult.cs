namespace Baton.Rehearsals.Documents;

/// <summary>Baton was killed in the middle of a step, and this command went on from there: "resume" or "rollback".</summary>
public sealed record KillResult(string Run, string Step, string Then);

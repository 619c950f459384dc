namespace Baton.Rehearsals.Documents;

public sealed record VerifyResult(string Verdict);

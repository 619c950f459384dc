namespace Baton.Rehearsals.Documents;

public sealed record ImageResult(string ImageId, string Consistency, double WritePauseMs);

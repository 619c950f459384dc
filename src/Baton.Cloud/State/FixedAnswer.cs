namespace Baton.Cloud.State;

public sealed record FixedAnswer(int Status, string? ContentType, string? Body);

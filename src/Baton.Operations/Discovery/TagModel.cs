namespace Baton.Operations.Discovery;

public sealed record TagModel(string Key, string Value);

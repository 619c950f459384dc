namespace Baton.Operations.Servers;

public sealed record ServiceFacts(string Unit, bool Exists, bool Active);

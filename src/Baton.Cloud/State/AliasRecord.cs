namespace Baton.Cloud.State;

/// <summary>Another record set of the same zone, or a name of another service, that answers for an alias.</summary>
public sealed record AliasRecord(string ZoneId, string Name, bool EvaluateTargetHealth);

namespace Baton.Cloud.State;

/// <summary>One route. Its target is an id, or "local".</summary>
public sealed record RouteRecord(string Destination, string Target);

namespace Baton.Cloud.State;

/// <summary>A client token that was used: which action, what was asked (a hash), and what came of it.</summary>
public sealed record TokenRecord(string Token, string Asked, string ResourceId);

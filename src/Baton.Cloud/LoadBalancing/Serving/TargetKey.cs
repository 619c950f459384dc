namespace Baton.Cloud.LoadBalancing.Serving;

/// <summary>One registration of a target.</summary>
internal sealed record TargetKey(string GroupArn, string Id, int Port);

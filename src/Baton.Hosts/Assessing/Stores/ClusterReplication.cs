namespace Baton.Hosts.Assessing.Stores;

/// <summary>Replication in use: a standby, a slot, a publication, a subscription.</summary>
public sealed record ClusterReplication(string Kind, string Name, string State);

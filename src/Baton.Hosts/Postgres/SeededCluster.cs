namespace Baton.Hosts.Postgres;

/// <summary>A cluster made anew that subscribes to another one's rows.</summary>
/// <param name="SchemaDigest">The other one's schema when it was taken.</param>
public sealed record SeededCluster(string SchemaDigest, int Databases);

namespace Baton.Hosts.Postgres;

/// <summary>The other machine's cluster, as it is seen through the link.</summary>
/// <param name="Port">Where it comes out of the link, on 127.0.0.1.</param>
/// <param name="Version">Its major version.</param>
/// <param name="Tablespaces">Folders outside its data directory.</param>
public sealed record OtherCluster(int Port, int Version, IReadOnlyList<string> Tablespaces);

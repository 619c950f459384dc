namespace Baton.Operations.Servers;

public sealed record FolderFacts(string Path, bool Exists, string MountPoint, long Bytes);

namespace Baton.Hosts.Disks;

/// <summary>What a folder holds: two folders with the same <see cref="Sha256"/> hold the same files with the same content, owners and modes.</summary>
public sealed record FolderManifest(string Folder, long Files, long Bytes, string Sha256);

namespace Baton.Hosts.Web;

/// <summary>How far a log was read.</summary>
public sealed record LogPlace(string Path, string Inode, string Offset);

namespace Baton.Hosts.Provisioning;

/// <param name="Manual">False when it was installed because another needs it.</param>
public sealed record InstalledPackage(string Name, string Version, bool Manual);

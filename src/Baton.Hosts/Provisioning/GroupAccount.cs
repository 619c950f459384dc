namespace Baton.Hosts.Provisioning;

/// <param name="Members">Separated by commas, as /etc/group has them.</param>
public sealed record GroupAccount(string Name, int Id, string Members);

namespace Baton.Hosts.Links;

public sealed record LinkState(bool Installed, bool Up);

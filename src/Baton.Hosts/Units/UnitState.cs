namespace Baton.Hosts.Units;

/// <summary>As systemctl says: active, inactive, failed, activating…; and how it starts at boot: enabled, disabled, static….</summary>
public sealed record UnitState(string Unit, string Active, string Enabled)
{
    public bool IsActive => Active is "active" or "reloading";
}

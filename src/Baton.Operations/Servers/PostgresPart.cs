namespace Baton.Operations.Servers;

public enum PostgresPart
{
    Stopped,
    Primary,
    Standby,
}

namespace Baton.Operations;

public enum DnsAction
{
    Lower,
    Restore,
    Point,
}

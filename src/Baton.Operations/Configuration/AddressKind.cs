namespace Baton.Operations.Configuration;

public enum AddressKind
{
    Public,
    Private,
}

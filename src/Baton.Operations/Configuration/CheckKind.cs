namespace Baton.Operations.Configuration;

public enum CheckKind
{
    Http,
    Tcp,
    Command,
    Sql,
}

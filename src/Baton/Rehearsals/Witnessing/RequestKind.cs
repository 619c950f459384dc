namespace Baton.Rehearsals.Witnessing;

public enum RequestKind
{
    Read,
    Write,
    Upload,
}

namespace Baton.Operations.Migrating.Watching;

/// <summary>Which of the two servers of a migration.</summary>
public enum AccessSide
{
    Old,
    New,
}

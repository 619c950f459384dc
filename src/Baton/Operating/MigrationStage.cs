namespace Baton.Operating;

/// <summary>The stages of a migration that are runs.</summary>
internal enum MigrationStage
{
    Prepare,
    Sync,
    Test,
    Cutover,
    Finish,
}

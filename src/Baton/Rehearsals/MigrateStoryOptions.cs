namespace Baton.Rehearsals;

internal sealed record MigrateStoryOptions(string Id, bool ThenBackOut);

namespace Baton.Rehearsals;

internal sealed record ResizeStoryOptions(string Id, bool ThenRollBack);

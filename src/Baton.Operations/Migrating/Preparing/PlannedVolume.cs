namespace Baton.Operations.Migrating.Preparing;

internal sealed record PlannedVolume(string Device, string Mount, int SizeGiB, string Type);

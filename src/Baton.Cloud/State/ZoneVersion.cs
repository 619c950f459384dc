namespace Baton.Cloud.State;

/// <summary>What is in a zone, from a moment on.</summary>
public sealed record ZoneVersion(DateTimeOffset VisibleAt, IReadOnlyList<RecordSet> RecordSets);

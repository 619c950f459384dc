namespace Baton.Operating;

/// <summary>An operation that was looked into and found possible: what its plan is built from, now and again at a resume.</summary>
internal sealed record PreparedRun(string Kind, string Arguments);

namespace Baton.Rehearsals.Witnessing;

public sealed record Gap(TimeSpan Start, TimeSpan Length);

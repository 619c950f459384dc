namespace Baton.Rehearsals.Witnessing;

public sealed record ClientsVerdict(int Requests, int FailedRequests);

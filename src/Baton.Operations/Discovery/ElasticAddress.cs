namespace Baton.Operations.Discovery;

public sealed record ElasticAddress(string AllocationId, string PublicIp);

using Baton.Operations.Discovery;
using Baton.Operations.Steps;

namespace Baton.Operations.Migrating;

/// <summary>A migration as its preparation has left it: the two servers, and what stands between them.</summary>
public sealed record Migration
{
    public required SourceModel Source { get; init; }

    /// <summary>The run that prepared it.</summary>
    public required string PreparedBy { get; init; }

    public required string InstanceId { get; init; }

    public required ElasticAddress Address { get; init; }

    public string GroupId { get; init; } = "";

    public string? KeyName { get; init; }

    /// <summary>Held by every stage of one server's migration, so that there is one at a time.</summary>
    public static string LeaseOn(string server) => $"migrate-{server}";

    internal PlanScope Scope(OperationServices services) => new(services, Source.Name, Source.Options.Ssh, Source.Address);
}

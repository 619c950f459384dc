using Baton.Engine.Plans;

namespace Baton.Operations.Dns;

/// <summary>The names of a server lead to another address.</summary>
internal static class PointPlan
{
    public const string Kind = "dns-point";

    public static Plan Build(PointArguments arguments, OperationServices services)
    {
        var scope = new DnsScope(arguments.Dns, services);
        return new()
        {
            Kind = Kind,
            Subject = arguments.Server,
            LeaseOn = LowerPlan.LeaseOf(arguments.Server),
            Steps = [.. arguments.Records.Select(record => new PointName(scope, record, () => arguments.Address)), new WatchNames(scope, arguments.Records, () => arguments.Address)],
            Results = () => [.. arguments.Records.Select(record => new PlanResult($"address {record.Name}", arguments.Address))],
        };
    }
}

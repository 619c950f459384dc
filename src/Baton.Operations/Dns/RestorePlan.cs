using System.Globalization;
using Baton.Engine.Plans;

namespace Baton.Operations.Dns;

/// <summary>The names of a server get the times to live that they had before it moved.</summary>
internal static class RestorePlan
{
    public const string Kind = "dns-restore";

    public static Plan Build(RestoreArguments arguments, OperationServices services)
    {
        var scope = new DnsScope(arguments.Dns, services);
        return new()
        {
            Kind = Kind,
            Subject = arguments.Server,
            LeaseOn = LowerPlan.LeaseOf(arguments.Server),
            Steps = [.. arguments.Lowered.Select(record => new RestoreTtl(scope, record))],
            Results = () => [.. arguments.Lowered.Select(record => new PlanResult($"ttl {record.Name}", record.Before.ToString(CultureInfo.InvariantCulture)))],
        };
    }
}

using System.Globalization;
using Baton.Engine.Plans;

namespace Baton.Operations.Dns;

/// <summary>Makes caches forget the names of a server quickly, some time before it moves.</summary>
internal static class LowerPlan
{
    public const string Kind = "dns-lower";

    /// <summary>Names and machines are held apart: a wait of hours must not hold up the copying.</summary>
    public static string LeaseOf(string server) => $"names of {server}";

    public static Plan Build(LowerArguments arguments, OperationServices services)
    {
        var scope = new DnsScope(arguments.Dns, services);
        var see = new SeeTtl(scope, arguments);
        return new()
        {
            Kind = Kind,
            Subject = arguments.Server,
            LeaseOn = LeaseOf(arguments.Server),
            Steps = [.. arguments.Lowered.Select(record => new LowerTtl(scope, record, arguments.TimeToLive)), see, new AwaitOldTtl(arguments, see.Output)],
            Results = () =>
            [
                new("ttlBefore", arguments.OldTimeToLive.ToString(CultureInfo.InvariantCulture)),
                new("ttlDuring", arguments.TimeToLive.ToString(CultureInfo.InvariantCulture)),
                new("cutOverFrom", (see.Output.Value.Override is null ? see.Output.Value.Until : see.Output.Value.BeganAt).UtcDateTime.ToString("O", CultureInfo.InvariantCulture)),
                .. arguments.OverrideWait is { } reason ? (PlanResult[])[new("notWaited", reason)] : [],
            ],
        };
    }
}

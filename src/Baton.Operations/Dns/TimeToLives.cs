using Baton.Engine.Steps;

namespace Baton.Operations.Dns;

/// <summary>Changes the time to live of a record and nothing else: its address may have changed since.</summary>
internal static class TimeToLives
{
    /// <summary>Leaves alone what somebody else has set to another value meanwhile, and what is gone.</summary>
    public static async Task SetAsync(DnsScope scope, LowerTtl.Result record, long from, long to, StepContext context, CancellationToken cancellationToken)
    {
        if (await scope.Provider.ReadAsync(record.Name, record.Type, cancellationToken) is { } now && now.TimeToLive == from && from != to)
        {
            await scope.Provider.WriteAsync(now, now with { TimeToLive = to }, context, cancellationToken);
        }
    }
}

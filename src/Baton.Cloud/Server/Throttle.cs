using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Baton.Aws.Wire;

namespace Baton.Cloud.Server;

/// <summary>
/// The token buckets of EC2: each action of each account and region has one, and launches and starts one more for the instances they ask for.
/// https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html
/// </summary>
internal sealed class Throttle(TimeProvider time)
{
    private static readonly Rate Filtered = new(100, 20);
    private static readonly Rate Unfiltered = new(50, 10);
    private static readonly Rate Mutating = new(50, 5);

    private static readonly Dictionary<string, Rate> Instances = new()
    {
        ["RunInstances"] = new(1000, 2), ["StartInstances"] = new(1000, 2), ["StopInstances"] = new(1000, 20), ["TerminateInstances"] = new(1000, 20),
    };

    private readonly ConcurrentDictionary<string, Bucket> _buckets = new();

    /// <summary>Throws RequestLimitExceeded when a bucket is empty.</summary>
    public void Check(CloudContext cloud, CloudAction action, ActionCall call)
    {
        var place = $"{cloud.Options.AccountId}/{cloud.Options.Region}/{action.Name}";
        Take(place, RateOf(action, call), 1);
        if (Instances.TryGetValue(action.Name, out var rate))
        {
            Take($"{place}/instances", rate, InstancesOf(call));
        }
    }

    private static Rate RateOf(CloudAction action, ActionCall call) =>
        !action.ReadOnly ? Mutating
        : call.Parameters.Keys.Any(name => name.StartsWith("Filter.", StringComparison.Ordinal) || name == "MaxResults" || name.EndsWith(".1", StringComparison.Ordinal)) ? Filtered
        : Unfiltered;

    private static int InstancesOf(ActionCall call) =>
        int.TryParse(call.Parameters.GetValueOrDefault("MaxCount"), CultureInfo.InvariantCulture, out var count) ? Math.Clamp(count, 1, 1000) : Math.Max(1, call.Parameters.Keys.Count(name => name.StartsWith("InstanceId.", StringComparison.Ordinal)));

    private void Take(string name, Rate rate, int tokens)
    {
        if (!_buckets.GetOrAdd(name, _ => new(rate.Capacity, time.GetTimestamp())).TryTake(rate, tokens, time))
        {
            throw new AwsException("RequestLimitExceeded", "Request limit exceeded.", HttpStatusCode.ServiceUnavailable);
        }
    }

    private sealed record Rate(int Capacity, int PerSecond);

    private sealed class Bucket(double tokens, long since)
    {
        private readonly Lock _lock = new();
        private double _tokens = tokens;
        private long _since = since;

        public bool TryTake(Rate rate, int wanted, TimeProvider time)
        {
            lock (_lock)
            {
                var now = time.GetTimestamp();
                _tokens = Math.Min(rate.Capacity, _tokens + (time.GetElapsedTime(_since, now).TotalSeconds * rate.PerSecond));
                _since = now;
                if (_tokens < wanted)
                {
                    return false;
                }

                _tokens -= wanted;
                return true;
            }
        }
    }
}

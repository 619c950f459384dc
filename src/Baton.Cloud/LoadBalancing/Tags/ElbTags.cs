using Baton.Aws.Elb;
using Baton.Aws.Wire;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.LoadBalancing.Tags;

/// <summary>Tags of load balancers, target groups, listeners and rules, which are named by their ARNs.</summary>
internal static class ElbTags
{
    private const int MostTags = 50;

    public static IReadOnlyDictionary<string, string> Check(IReadOnlyList<Tag> tags)
    {
        if (tags.Any(tag => tag.Key is null or { Length: 0 or > 128 } || tag.Value is { Length: > 256 } || tag.Key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase)))
        {
            throw ElbErrors.Invalid("A tag's key has 1 to 128 characters and does not begin with 'aws:'; its value has up to 256.");
        }

        if (tags.DistinctBy(tag => tag.Key).Count() < tags.Count)
        {
            throw new AwsException("DuplicateTagKeys", "Tag keys must be unique.");
        }

        return tags.Count <= MostTags ? tags.ToDictionary(tag => tag.Key!, tag => tag.Value ?? "") : throw new AwsException("TooManyTags", "Tag limit exceeded");
    }

    /// <summary>Throws AWS's error for a resource that is not there.</summary>
    public static string CheckExists(CloudState state, string arn)
    {
        AwsException? missing = arn switch
        {
            _ when arn.Contains(":targetgroup/", StringComparison.Ordinal) => state.TargetGroups.Find(arn) is null ? ElbErrors.NoTargetGroup(arn) : null,
            _ when arn.Contains(":listener/", StringComparison.Ordinal) => state.Listeners.Find(arn) is null ? ElbErrors.NoListener(arn) : null,
            _ when arn.Contains(":listener-rule/", StringComparison.Ordinal) => state.Listeners.Find(BalancerArns.ListenerOf(arn))?.Rules.Any(rule => rule.Arn == arn) == true ? null : ElbErrors.NoRule(arn),
            _ => state.Balancers.Find(arn) is null ? ElbErrors.NoBalancer(arn) : null,
        };
        return missing is null ? arn : throw missing;
    }
}

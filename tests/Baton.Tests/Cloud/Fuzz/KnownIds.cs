using System.Text.RegularExpressions;

namespace Baton.Tests.Cloud.Fuzz;

/// <summary>Ids and ARNs of answers, which later requests are about.</summary>
internal sealed partial class KnownIds
{
    private const int Most = 400;

    private readonly List<string> _ids = [];

    public void Learn(string answer, Random random)
    {
        foreach (var id in Id().Matches(answer).Select(match => match.Value).Distinct())
        {
            if (_ids.Count < Most)
            {
                _ids.Add(id);
            }
            else
            {
                _ids[random.Next(_ids.Count)] = id;
            }
        }
    }

    public string? Any(Random random) => _ids.Count == 0 ? null : _ids[random.Next(_ids.Count)];

    public string? Starting(string prefix, Random random)
    {
        var found = Any(random);
        for (var tries = 0; tries < 30 && found?.StartsWith(prefix, StringComparison.Ordinal) == false; tries++)
        {
            found = Any(random);
        }

        return found;
    }

    /// <summary>One of what a name stands for: "LoadBalancerArn" of those that begin with arn:, and hold loadbalancer.</summary>
    public string? Like(string name, Random random)
    {
        var found = Any(random);
        if (!name.Contains("Arn", StringComparison.Ordinal) || found is null)
        {
            return found;
        }

        var kind = name.Contains("TargetGroup", StringComparison.Ordinal) ? ":targetgroup/" : name.Contains("Rule", StringComparison.Ordinal) ? ":listener-rule/" : name.Contains("Listener", StringComparison.Ordinal) ? ":listener/" : ":loadbalancer/";
        for (var tries = 0; tries < 30 && !found.Contains(kind, StringComparison.Ordinal); tries++)
        {
            found = Any(random)!;
        }

        return found;
    }

    [GeneratedRegex(
        "(?:i|vol|snap|ami|eipalloc|eipassoc|sg|sgr|eni|eni-attach|subnet|vpc|igw|rtb|rtbassoc|acl|aclassoc|dopt|lt|key|iip-assoc|pl|import-ami|import-snap|export-ami)-[0-9a-f]{17}|arn:aws:elasticloadbalancing:[a-zA-Z0-9:/-]+",
        RegexOptions.NonBacktracking)]
    private static partial Regex Id();
}

using Baton.Engine;
using Baton.Hosts.Assessing;

namespace Baton.Operations.Assessing.Risks;

internal static class SightRisks
{
    public static IEnumerable<Risk> Find(ServerAssessment seen)
    {
        if (!seen.Machine.SeenAsRoot)
        {
            yield return new(
                RiskLevel.Medium, "assessment", "It was looked at without root, so much of it is hidden.",
                "Let the user become root without a password (a line in /etc/sudoers.d) and assess it again: a migration needs that too.");
        }
        else if (seen.Unseen.Count > 0)
        {
            yield return new(RiskLevel.Low, "assessment", $"{Counted.Of(seen.Unseen.Count, "thing")} could not be seen; the end of the report says what.", "Look at them by hand.");
        }
    }
}

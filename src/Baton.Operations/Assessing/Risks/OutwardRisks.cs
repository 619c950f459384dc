using Baton.Engine;

namespace Baton.Operations.Assessing.Risks;

internal static class OutwardRisks
{
    public static IEnumerable<Risk> Find(ServerParts parts)
    {
        var seen = parts.Seen;
        if (seen.Mail is { Relay: "" } mail)
        {
            yield return new(
                RiskLevel.High, "mail", $"{mail.Program} delivers mail itself, by port 25: EC2 blocks that port until AWS opens it on request.",
                "Send over a relay with a login (SES, or your provider's, port 587), or ask AWS to lift the limit and to set the reverse DNS name; and put the new address into SPF.");
        }
        else if (seen.Mail is { } relayed)
        {
            yield return new(RiskLevel.Low, "mail", $"{relayed.Program} sends over {relayed.Relay}.", "Check that the relay takes mail from the new address, and that SPF names it.");
        }

        if (seen.Mail is { Waiting: > 0 } waiting)
        {
            yield return new(RiskLevel.Medium, "mail", $"Its queue holds {Counted.Of(waiting.Waiting, "mail")}.", "Let it drain before the switch: it stays on the old server.");
        }

        if (parts.OtherSystems.Count > 0)
        {
            yield return new(
                RiskLevel.Medium, "network", $"It touches {Counted.Of(parts.OtherSystems.Count, "other system")}; each may know this server by its address ({string.Join(", ", seen.Machine.Addresses.Take(2))}).",
                "Ask their owners to let the new Elastic IP in, before the switch.");
        }

        if (seen.HostsFile.Count > 0)
        {
            yield return new(RiskLevel.Medium, "network", $"/etc/hosts names other systems: {string.Join("; ", seen.HostsFile.Take(5))}.", "Private addresses are not reached from EC2 without a VPN; correct the file on the new server.");
        }
    }
}

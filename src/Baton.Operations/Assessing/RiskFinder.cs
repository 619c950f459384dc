using Baton.Operations.Assessing.Risks;

namespace Baton.Operations.Assessing;

/// <summary>All that may go wrong, each with what to do about it.</summary>
internal static class RiskFinder
{
    public static IEnumerable<Risk> Find(ServerParts parts) =>
    [
        .. BackupRisks.Find(parts.Seen), .. MachineRisks.Find(parts.Seen), .. SystemRisks.Find(parts.Seen), .. WebRisks.Find(parts.Seen), .. ApplicationRisks.Find(parts),
        .. PostgresRisks.Find(parts.Seen), .. StoreRisks.Find(parts.Seen), .. AccessRisks.Find(parts.Seen), .. OutwardRisks.Find(parts), .. SightRisks.Find(parts.Seen),
    ];
}

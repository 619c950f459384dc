using Baton.Engine.Problems;
using Baton.Hosts.Postgres;
using Baton.Operations.Migrating.Syncing;

namespace Baton.Operations.Migrating.Databases;

/// <summary>The source's cluster, and what in itself keeps it from coming over by each of the ways.</summary>
internal sealed record SourceDatabase(string Server, PostgresFacts Facts, LogicalFacts Logical)
{
    // While rows are copied for the first time, two tables of a database at once.
    private const int CopyWorkers = 2;

    public IReadOnlyList<Problem> InTheWayOfPhysical => PostgresProblems.InTheWayOfAStandby(Server, Facts, SyncNotes.RoomForLog);

    public IReadOnlyList<Problem> InTheWayOfLogical
    {
        get
        {
            var problems = InTheWayOfAny.ToList();
            void When(bool wrong, Func<Problem> problem)
            {
                if (wrong)
                {
                    problems.Add(problem());
                }
            }

            void Needs(string setting, int has, int needed) => When(has < needed, () => DatabaseProblems.TooFew(Server, setting, has, needed));
            When(Facts.WalLevel != "logical", () => DatabaseProblems.NotLogicalLevel(Server, Facts.WalLevel));
            When(Logical.WithoutIdentity is not [], () => DatabaseProblems.WithoutIdentity(Server, Logical.WithoutIdentity));
            When(Logical.Unlogged is not [], () => DatabaseProblems.Unlogged(Server, Logical.Unlogged));
            When(Logical.LargeObjects is not [], () => DatabaseProblems.LargeObjects(Server, Logical.LargeObjects));
            When(Logical.FiringTriggers is not [], () => DatabaseProblems.FiringTriggers(Server, Logical.FiringTriggers));
            When(Logical.PreparedTransactions > 0, () => DatabaseProblems.PreparedTransactions(Server, Logical.PreparedTransactions));
            Needs("max_replication_slots", Facts.MaxReplicationSlots - Facts.UsedReplicationSlots, Logical.Databases + CopyWorkers);
            Needs("max_wal_senders", Facts.MaxWalSenders - Facts.UsedWalSenders, Logical.Databases + CopyWorkers);

            // After the cut-over it follows the new one in the same way: an apply worker for each database, and the one that starts them.
            Needs("max_logical_replication_workers", Logical.MaxLogicalWorkers, Logical.Databases);
            Needs("max_worker_processes", Logical.MaxWorkerProcesses, Logical.Databases + 1);
            When(Facts.WalFreeBytes < SyncNotes.RoomForLog, () => PostgresProblems.NoRoomForWal(Server, $"{Facts.WalFreeBytes >> 20} MiB free, {SyncNotes.RoomForLog >> 20} MiB wanted"));
            return problems;
        }
    }

    public IReadOnlyList<Problem> InTheWayOfDump => [.. InTheWayOfAny];

    /// <summary>What is in the way of a wish; nothing where the pre-flight is to choose, which then takes the next one.</summary>
    public IReadOnlyList<Problem> InTheWayOf(DatabaseWay way) => way switch
    {
        DatabaseWay.Physical => InTheWayOfPhysical,
        DatabaseWay.Logical => InTheWayOfLogical,
        _ => InTheWayOfDump,
    };

    private IEnumerable<Problem> InTheWayOfAny
    {
        get
        {
            if (Facts.Layout.Version < PostgresProblems.OldestVersion)
            {
                yield return PostgresProblems.TooOld(Server, Facts.FullVersion);
            }

            if (Facts.IsStandby)
            {
                yield return PostgresProblems.IsStandby(Server);
            }

            if (!PostgresProblems.ListensOnLoopback(Facts))
            {
                yield return PostgresProblems.NotListening(Server, Facts.ListenAddresses);
            }
        }
    }
}

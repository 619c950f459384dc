using Baton.Engine.Journal;
using Baton.Engine.Problems;
using Baton.Operations.Dns;
using Baton.Operations.Finishing;
using Baton.Operations.Migrating;
using Baton.Operations.Migrating.Ending;
using Baton.Operations.Steps;

namespace Baton.Operations;

/// <summary>What the success of a last run closes: after it there is nothing left to take back of the runs before.</summary>
public static class Endings
{
    /// <summary>An end that has begun cannot be taken back: it goes on, or what is left of the way back would be walked over what is gone.</summary>
    public static void RefuseTakingBack(RunJournal journal, RunRecord run)
    {
        if (run.Kind is FinishPlan.Kind or EndPlan.Kind && journal.Entries(run.Id).Any(entry => entry.Step != NamesAtEnd.Waiting))
        {
            throw new BatonException(MigrationProblems.FinishBegun(run));
        }
    }

    public static void Of(RunJournal journal, RunRecord run)
    {
        switch (run.Kind)
        {
            case FinishPlan.Kind:
                journal.Close(OperationArguments.Read(run.Kind, run.Arguments, OperationJson.Default.FinishArguments).ResizeRunId);
                break;
            case EndPlan.Kind:
                MigrationOperations.Close(journal, run.Subject);
                break;
            case RestorePlan.Kind:
                DnsOperations.Restored(journal, run.Subject);
                break;
            default:
                break;
        }
    }
}

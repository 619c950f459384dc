using Baton.Engine.Journal;
using Baton.Operations.Dns;
using Baton.Operations.Finishing;
using Baton.Operations.Migrating.Ending;
using Baton.Operations.Steps;

namespace Baton.Operations;

/// <summary>What the success of a last run closes: after it there is nothing left to take back of the runs before.</summary>
public static class Endings
{
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

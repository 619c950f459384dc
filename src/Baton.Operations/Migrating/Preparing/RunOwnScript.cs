using Baton.Engine.Problems;
using Baton.Engine.Steps;
using Baton.Hosts;
using Baton.Hosts.Provisioning;
using Baton.Operations.Steps;

namespace Baton.Operations.Migrating.Preparing;

/// <summary>The operator's own provisioning, after the packages and before the files. Its text is read when it runs and kept nowhere: it may hold secrets.</summary>
internal sealed class RunOwnScript(PlanScope scope, string path, Func<string> newId) : ServerStep(scope, newId)
{
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    public override string Name => "run-own-script";

    protected override bool HasUndo => false;

    public override StepDescription Describe() => new() { Changes = $"Run {path} as root on the new server" };

    public static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BatonException(MigrationProblems.ScriptUnreadable(path, error.Message), error);
        }
    }

    protected override Task ActAsync(IHost host, StepContext context, CancellationToken cancellationToken) =>
        new OwnProvisioning(host).RunAsync(new(Read(path)), Patience, cancellationToken);

    protected override Task RevertAsync(IHost host, StepContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}

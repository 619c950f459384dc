using Baton.Engine.Steps;
using Baton.Hosts;
using Baton.Hosts.Provisioning;
using Baton.Operations.Steps;

namespace Baton.Operations.Migrating.Preparing;

/// <summary>Users and groups with the names and numbers of the source, before packages make their own.</summary>
internal sealed class MakeAccounts(PlanScope scope, SourceModel source, Func<string> newId) : ServerStep(scope, newId)
{
    public override string Name => "make-accounts";

    protected override bool HasUndo => false;

    public override StepDescription Describe() => new() { Changes = "Make the source's users and groups, with the same numbers and without passwords" };

    protected override async Task ActAsync(IHost host, StepContext context, CancellationToken cancellationToken)
    {
        var older = await Scope.Connections.ConnectAsync(source.MachineId, cancellationToken);
        var (users, groups) = await new Accounts(older).ReadAsync(cancellationToken);
        var (usersHere, groupsHere) = await new Accounts(host).ReadAsync(cancellationToken);
        var renumbered = await new Accounts(host).MakeAsync(
            [.. users.ExceptBy(usersHere.Select(user => user.Name), user => user.Name)],

            // Members may be missing in groups that are there.
            [.. groups.Where(group => group.Members.Length > 0 || groupsHere.All(here => here.Name != group.Name))],
            cancellationToken);
        foreach (var account in renumbered)
        {
            context.Progress.Say($"{account.Name} has the number {account.Here} here and {account.Wanted} there; files come over by name");
        }

        context.Progress.Measure("accountsRenumbered", renumbered.Count);
    }

    protected override Task RevertAsync(IHost host, StepContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}

using Baton.Aws.Ec2;
using Baton.Rehearsals.Documents;
using Baton.Rehearsals.Stage;
using Baton.Terminals;

namespace Baton.Rehearsals;

/// <summary>
/// Migrates a server that Baton knows by SSH alone, under load, with the commands that a user would type, and backs out when asked. The old server is a machine of the
/// same cloud, so that nothing else is needed; nothing of the story tells Baton so.
/// </summary>
internal sealed class MigrateStory(RehearsalFolder folder, BatonCommand baton, RehearsalCloud cloud, MigrateStoryOptions options, ITerminal terminal, TimeProvider time)
    : Story(folder, cloud, "migrate", options.Id, terminal, time)
{
    private readonly List<StageTime> _stages = [];

    protected override string WitnessBegins(string address) => $"The witness begins to write and read at the old server, http://{address}/, and stays there whatever happens.";

    protected override async Task<string> LaunchAsync(CancellationToken cancellationToken)
    {
        Say("The old server boots: nginx, SmallPayroll, PostgreSQL, documents. Baton is told its address and a key, and nothing else.");
        var (instance, address) = await LaunchServerAsync(cancellationToken);
        await LocalProgram.RunAsync("sh", ["-c", "ssh-keygen -y -f \"$0\" >\"$0.pub\"", Folder.Key], cancellationToken);
        var inside = (await Backstage.DescribeAsync(instance, cancellationToken)).PrivateIpAddress!;
        await File.WriteAllTextAsync(Folder.Configuration, MigrationConfiguration.Text(address, inside, Folder.Key, baton.Environment), cancellationToken);

        // What a user's own known_hosts would say of a server that she has.
        await Backstage.TrustAsync(instance, address, cancellationToken);
        Directory.CreateDirectory(Path.GetDirectoryName(Folder.Home.KnownHosts)!);
        var lines = await File.ReadAllLinesAsync(Folder.KnownHosts, cancellationToken);
        await File.WriteAllLinesAsync(Folder.Home.KnownHosts, lines, cancellationToken);
        return address;
    }

    protected override async Task<string> ActAsync(string address, CancellationToken cancellationToken)
    {
        var prepared = await RunAsync(["migrate", "prepare", "payroll", "--yes"], cancellationToken);
        var target = prepared.Text("results", "address") ?? "";
        await RunAsync(["migrate", "sync", "payroll"], cancellationToken);
        Say("The new server is rebooted, as it may be in the days of a sync; then what changed meanwhile comes over.");
        await Backstage.RebootAsync(prepared.Text("results", "instanceId")!, cancellationToken);
        await RunAsync(["migrate", "sync", "payroll"], cancellationToken);
        var cutover = await RunAsync(["migrate", "cutover", "payroll", "--yes"], cancellationToken);
        Document = Document with { Migration = Result(cutover), WritePauseMs = cutover.Number("measurements", "heldMs") };
        if (!options.ThenBackOut)
        {
            // Who still comes to the old address is refused once it forwards no more; by then nobody does.
            await Task.Delay(Calm, Time, cancellationToken);
            Record = await Witness.StopAsync();
            Document = Document with { Finish = Result(await RunAsync(["migrate", "finish", "payroll", "--yes"], cancellationToken)) };
            return target;
        }

        Say("Users work on the new server, through the old one. Then the operator changes her mind.");
        await Task.Delay(Calm, Time, cancellationToken);
        var turned = Time.GetUtcNow();
        var back = await RunAsync(["migrate", "backout", "payroll", "--yes"], cancellationToken);
        Document = Document with { Rollback = new(cutover.Text("run") ?? "", back.Text("outcome") ?? "", (Time.GetUtcNow() - turned).TotalMilliseconds, null) };
        await Task.Delay(Calm, Time, cancellationToken);
        await RunAsync(["migrate", "backout", "payroll", "--yes"], cancellationToken);
        return address;
    }

    private async Task<BatonAnswer> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var start = Time.GetUtcNow();
        var answer = await baton.RunAsync(arguments, cancellationToken);
        var took = Time.GetUtcNow() - start;
        AddPhase(arguments[1], start, took);
        _stages.Add(new(arguments[1], Math.Round(took.TotalSeconds, 1)));
        AddSteps(arguments[1], answer);
        RehearsalCloud.Demand(answer, string.Join(' ', arguments.Take(2)));
        return answer;
    }

    // What a migration makes and leaves is the new environment; all of it carries its tag.
    protected override IReadOnlyList<string> Wanted(Instance serving, string address) =>
        options.ThenBackOut ? [] : [serving.InstanceId!, address, serving.KeyName!, .. serving.SecurityGroups.Select(static group => group.GroupId!)];

    protected override void Judge()
    {
        if (Problems.Count == 0 && Document.Before?.InstanceId != Document.After?.InstanceId == options.ThenBackOut)
        {
            Problems.Add($"{Document.After?.InstanceId} serves, which should not.");
        }
    }

    protected override RehearsalDocument Complete(RehearsalDocument document) => document with { Stages = _stages };
}

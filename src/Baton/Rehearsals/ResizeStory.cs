using Baton.Aws.Ec2;
using Baton.Engine.Problems;
using Baton.Rehearsals.Documents;
using Baton.Rehearsals.Stage;
using Baton.Terminals;

namespace Baton.Rehearsals;

/// <summary>Images, proves and resizes a server under load, with the commands that a user would type, and rolls back when asked.</summary>
internal sealed class ResizeStory(RehearsalFolder folder, BatonCommand baton, RehearsalCloud cloud, ResizeStoryOptions options, ITerminal terminal, TimeProvider time)
    : Story(folder, cloud, "resize", options.Id, terminal, time)
{
    private Typist Typist => field ??= new(baton, new(Folder.Home, Time), options.Kills, options.AfterKill, (name, start) => AddPhase(name, start, Time.GetUtcNow() - start), Time);

    protected override string WitnessBegins(string address) => $"The witness begins to write and read at http://{address}/ and does not stop.";

    protected override async Task<string> LaunchAsync(CancellationToken cancellationToken)
    {
        Say("A t3.micro server 'payroll' boots from the image, behind an Elastic IP.");
        var (instance, address) = await LaunchServerAsync(cancellationToken);
        await File.WriteAllTextAsync(Folder.Configuration, PayrollConfiguration.Text(instance, Folder.Key, baton.Environment), cancellationToken);
        return address;
    }

    protected override IReadOnlyList<string> Wanted(Instance serving, string address) => [.. new[] { Document.Image?.ImageId, serving.InstanceId }.OfType<string>()];

    protected override void Judge()
    {
        Problems.AddRange(Typist.KillsLeft.Select(static kill => RehearsalProblems.NotKilled(kill).Message));
        var moved = Document.Before?.InstanceId != Document.After?.InstanceId;
        if (Problems.Count == 0 && moved == (Document.Rollback is not null))
        {
            Problems.Add($"The address leads to {Document.After?.InstanceId}, which is not where it should.");
        }
    }

    protected override RehearsalDocument Complete(RehearsalDocument document) => document with
    {
        Kills = Typist.Kills,
        Cost = document is { Before: { } was, After: { } now } ? PriceList.Estimate(was.InstanceType, now.InstanceType, TimeSpan.FromMilliseconds(document.DurationMs)) : null,
    };

    protected override async Task<string> ActAsync(string address, CancellationToken cancellationToken)
    {
        await DemandStepsAsync(cancellationToken);
        if (options.WithImage)
        {
            await ImageAsync(cancellationToken);
        }

        var resized = await RunAsync(["resize", "payroll", "--memory", "4GiB", "--yes"], cancellationToken);
        Document = Document with { Resize = Result(resized) };
        if (Document.Resize.Outcome != "succeeded")
        {
            // Killed, and taken back by the operator.
            Document = Document with { Rollback = Document.Resize };
        }
        else if (options.ThenRollBack)
        {
            Say("The operator changes her mind.");
            await Task.Delay(Calm, Time, cancellationToken);
            Document = Document with { Rollback = Result(await RunAsync(["rollback", Document.Resize.Run], cancellationToken)) };
        }
        else
        {
            Document = Document with { Finish = Result(await RunAsync(["finish", Document.Resize.Run, "--yes"], cancellationToken)) };
        }

        return address;
    }

    private async Task ImageAsync(CancellationToken cancellationToken)
    {
        var image = await RunAsync(["image", "payroll"], cancellationToken);
        Document = Document with
        {
            Image = new(image.Text("results", "imageId") ?? "", image.Text("results", "consistency") ?? "", image.Number("measurements", "writePauseMs") ?? 0),
        };
        var verified = await RunAsync(["verify", Document.Image.ImageId], cancellationToken);
        Document = Document with { Verify = new(verified.Text("results", "verdict") ?? "none") };
    }

    private async Task<BatonAnswer> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        // A resize that was taken back is what the story is about then, unless it is about another one that is done and taken back.
        var answer = await Typist.RunAsync(arguments[0], arguments, isTriedAgain: arguments[0] != "resize" || options.ThenRollBack, cancellationToken);
        AddSteps(arguments[0], answer);

        RehearsalCloud.Demand(answer, arguments[0]);
        return answer;
    }

    /// <summary>A name that no step has is told before minutes are spent.</summary>
    private async Task DemandStepsAsync(CancellationToken cancellationToken)
    {
        if (options.Kills is [])
        {
            return;
        }

        List<(string Kind, string Step)> known = [];
        (string Kind, string[] Arguments)[] plans = [("resize", ["plan", "resize", "payroll", "--memory", "4GiB"]), .. options.WithImage ? [("image", ["plan", "image", "payroll"])] : Array.Empty<(string, string[])>()];
        foreach (var (kind, arguments) in plans)
        {
            var plan = await baton.RunAsync(arguments, cancellationToken);
            RehearsalCloud.Demand(plan, "plan");
            known.AddRange(plan.Items("steps").Select(step => (kind, step.GetProperty("name").GetString()!)));
        }

        var unknown = options.Kills.Where(kill => !known.Exists(step => kill.Matches(step.Kind, step.Step))).ToList();
        if (unknown is not [])
        {
            throw new BatonException([.. unknown.Select(kill => RehearsalProblems.UnknownStep(kill, known.Select(static step => $"{step.Kind}:{step.Step}")))]);
        }
    }
}

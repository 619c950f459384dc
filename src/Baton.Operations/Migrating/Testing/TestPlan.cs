using System.Globalization;
using Baton.Engine;
using Baton.Engine.Plans;
using Baton.Engine.Steps;
using Baton.Hosts.Postgres;
using Baton.Operations.Configuration;
using Baton.Operations.Imaging;
using Baton.Operations.Resizing;
using Baton.Operations.Steps;
using Baton.Operations.Verifying;

namespace Baton.Operations.Migrating.Testing;

/// <summary>
/// A fenced copy of the new environment for people and machines to try, before anybody depends on it: an image of the new server, launched where nothing gets out,
/// promoted apart. What is written there stays there. Undone, copy and image are gone.
/// </summary>
internal sealed class TestPlan
{
    public const string Kind = "migrate-test";

    private readonly TestArguments _arguments;
    private readonly PlanScope _scope;
    private readonly CreateQuarantine _quarantine;
    private readonly FingerprintOld _before;
    private readonly RecordProof _witness;
    private readonly SnapshotVolumes _snapshots;
    private readonly RegisterImage _image;
    private readonly LaunchInstance _launch;
    private readonly ProveCopy _prove;
    private readonly CompareData _data;
    private readonly CompareAnswers _answers;

    private TestPlan(TestArguments arguments, OperationServices services)
    {
        _arguments = arguments;
        _scope = Migration.Scope(services);
        _quarantine = new(_scope, arguments.Server.Instance.VpcId);
        _before = new(_scope, Source);
        _witness = new(_scope, Source, []);
        _snapshots = new(_scope, arguments.Server);
        _image = new(_scope, arguments.Server, null, _snapshots.Output, _witness.Output);
        _launch = new(_scope, Setting(), () => _image.Output.Value.ImageId);
        _prove = new(_scope, Proofs(), _launch.Output);
        _data = new(_scope, Source, _before.Output, _launch.Output);
        _answers = new(_scope, Source, _launch.Output);
    }

    private Migration Migration => _arguments.Migration;

    private SourceModel Source => Migration.Source;

    public static Plan Build(TestArguments arguments, OperationServices services)
    {
        var plan = new TestPlan(arguments, services);
        return StagePlan.Of(Kind, plan.Source, plan.Steps(), plan.Results);
    }

    private IEnumerable<PlannedStep> Steps()
    {
        if (_arguments.ComparesData)
        {
            yield return _before;
        }

        yield return _witness;
        yield return new CatchUp(_scope, Source, () => Migration.InstanceId, _ => Slots.Forward(_arguments.SeededBy));
        if (Source.Postgres is { } postgres)
        {
            yield return new AwaitWitness(_scope, Migration, postgres.Layout);
        }

        yield return _snapshots;
        yield return new AwaitSnapshots(_scope, _arguments.Server, _snapshots.Output);
        yield return _image;
        yield return _quarantine;
        yield return new SealQuarantine(_scope, _quarantine.Output);
        yield return new AdmitOperator(_scope, _quarantine.Output, Source.Options.Ssh.Port, _arguments.OperatorCidr);
        yield return new AdmitTesters(_scope, _quarantine.Output, Source.Options.Target.OpenPorts, [.. new[] { _arguments.OperatorCidr }.Concat(Source.Options.Test.From).Distinct()]);
        yield return _launch;
        yield return _prove;
        if (_arguments.ComparesData)
        {
            yield return _data;
        }

        yield return _answers;
    }

    /// <summary>The proxy runs nowhere before it is told to: on the copy it is.</summary>
    private VerifyArguments Proofs() => new()
    {
        Options = Source.Options with
        {
            Services = [.. Source.Options.Services.Concat(Fences.Warm(Source.Options).Select(unit => new ServiceOptions(unit))).DistinctBy(service => service.Unit)],
        },
        ImageId = "",
        InstanceType = _arguments.Server.Instance.InstanceType,
        SubnetId = _arguments.Server.Instance.SubnetId,
        VpcId = _arguments.Server.Instance.VpcId,
        ImageRunId = "",
        Promotes = true,
        Postgres = Source.Postgres?.Layout,
        OperatorCidr = _arguments.OperatorCidr,
    };

    private LaunchSetting Setting() => new()
    {
        Purpose = "a fenced copy of the new server",
        Name = $"{Source.Name} (test)",
        InstanceType = _arguments.Server.Instance.InstanceType,
        SubnetId = _arguments.Server.Instance.SubnetId,
        SecurityGroupIds = () => [_quarantine.Output.Value.GroupId],
        PublicAddress = Source.Options.Ssh.Address == AddressKind.Public,
        KeyName = () => _arguments.Server.Instance.KeyName,
        DeleteWithIt = [.. _arguments.Server.Instance.Volumes.Select(volume => volume.Device)],
        RequireTokens = true,
        BootBudget = Source.Options.Budgets.Boot,
    };

    private IReadOnlyList<PlanResult> Results()
    {
        var answers = _answers.Output.Value;
        IReadOnlyList<Proof> proofs = [.. _prove.Output.Value.Proofs, .. _arguments.ComparesData ? _data.Output.Value.Proofs : []];
        var passed = proofs.All(proof => proof.Passed) && !answers.Differences.Any(difference => difference.IsGrave);
        return
        [
            new("verdict", passed ? "passed" : "failed"),
            new("instanceId", _launch.Output.Value.InstanceId),
            new("address", answers.Address),
            .. proofs.DistinctBy(proof => proof.Name).Select(proof => new PlanResult(proof.Name, $"{(proof.Passed ? "passed" : "failed")}: {proof.Detail}")),
            new("answersCompared", answers.Asked.ToString(CultureInfo.InvariantCulture)),
            .. answers.Differences.GroupBy(difference => difference.Path).Select(path => new PlanResult($"difference at {path.Key}", string.Join("; ", path.Select(difference => difference.What)))),
            .. HostsFile.Line(Source, answers.Address) is { } line
                ? (PlanResult[])[new("hostsLine", line), new("hostsFile", HostsFile.Places)]
                : [],
            new("end", $"baton migrate test {Source.Name} --end"),
        ];
    }
}

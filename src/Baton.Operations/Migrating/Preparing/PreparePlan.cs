using Baton.Engine.Plans;
using Baton.Engine.Steps;
using Baton.Operations.Configuration;
using Baton.Operations.Resizing;
using Baton.Operations.Steps;

namespace Baton.Operations.Migrating.Preparing;

/// <summary>Makes the new environment beside the old one, which does not notice but for the link's key.</summary>
internal sealed class PreparePlan
{
    public const string Kind = "migrate-prepare";

    private readonly PrepareArguments _arguments;
    private readonly PlanScope _scope;
    private readonly ImportKey? _key;
    private readonly CreateServerGroup _group;
    private readonly AllocateElasticIp _address;
    private readonly LaunchInstance _launch;
    private readonly InstallPackages _packages;

    private PreparePlan(PrepareArguments arguments, OperationServices services)
    {
        _arguments = arguments;
        _scope = new(services, Source.Name, Source.Options.Ssh, Source.Address);
        _key = arguments.PublicKey is { } key ? new(_scope, Source.Name, key) : null;
        _group = new(_scope, arguments);
        _address = new(_scope, Source.Name);
        _launch = new(_scope, Setting(), () => arguments.ImageId);
        _packages = new(_scope, Source, NewId);
    }

    private SourceModel Source => _arguments.Source;

    public static Plan Build(PrepareArguments arguments, OperationServices services)
    {
        var plan = new PreparePlan(arguments, services);
        return StagePlan.Of(Kind, plan.Source, plan.Steps(), plan.Results);
    }

    private string NewId() => _launch.Output.Value.InstanceId;

    private IEnumerable<PlannedStep> Steps()
    {
        if (_key is not null)
        {
            yield return _key;
        }

        yield return _group;
        yield return new OpenPorts(_scope, _arguments, _group.Output);
        yield return _address;
        yield return _launch;
        yield return new AssociateElasticIp(_scope, _address.Output, _launch.Output);
        yield return new MeetServer(_scope, _launch.Output, Source.Options.Budgets.Boot);
        yield return new CompareSystems(_scope, Source, NewId);
        yield return new InstallTools(_scope, NewId);
        yield return new FenceNew(_scope, Source, NewId);
        if (_arguments.Volumes is not [])
        {
            yield return new MountVolumes(_scope, _arguments, NewId);
        }

        yield return new OpenLink(_scope, Source, NewId);
        yield return new MakeAccounts(_scope, Source, NewId);
        if (Source.Options.Target.Packages)
        {
            yield return _packages;
        }

        yield return new MatchLocales(_scope, Source, NewId);
        if (Source.Options.Target.Script is { } script)
        {
            yield return new RunOwnScript(_scope, script, NewId);
        }

        yield return new CarryFiles(_scope, Source, NewId);
    }

    private LaunchSetting Setting() => new()
    {
        Purpose = "the new server",
        Name = $"{Source.Name} (new)",
        InstanceType = _arguments.InstanceType,
        SubnetId = _arguments.SubnetId,
        SecurityGroupIds = () => [_group.Output.Value.GroupId],
        PublicAddress = Source.Options.Ssh.Address == AddressKind.Public,
        KeyName = () => _key?.Output.Value.KeyName ?? _arguments.KeyName,
        NewVolumes =
        [
            .. _arguments.RootGiB is { } root ? [new NewVolume(_arguments.RootDevice, root, "gp3", IsRoot: true)] : Array.Empty<NewVolume>(),
            .. _arguments.Volumes.Select(volume => new NewVolume(volume.Device, volume.SizeGiB, volume.Type, IsRoot: false)),
        ],
        UserData = () => Source.Options.Target.CloudInit is { } path ? RunOwnScript.Read(path) : null,
        RequireTokens = true,
        BootBudget = Source.Options.Budgets.Boot,
    };

    private IReadOnlyList<PlanResult> Results() =>
    [
        new("instanceId", NewId()),
        new("instanceType", _arguments.InstanceType),
        new("address", _address.Output.Value.PublicIp),
        .. _arguments.Database is { } database ? [new PlanResult("database", database.Way.Word)] : Array.Empty<PlanResult>(),
        .. Source.Options.Target.Packages && _packages.Output.Value.Differences is { Count: > 0 } others ? [new PlanResult("otherVersions", string.Join("; ", others.Take(20)))] : Array.Empty<PlanResult>(),
    ];
}

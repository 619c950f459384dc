using System.Globalization;
using Baton.Engine.Plans;
using Baton.Engine.Steps;
using Baton.Operations.Configuration;
using Baton.Operations.Discovery;
using Baton.Operations.Imaging;
using Baton.Operations.Steps;
using Baton.Operations.Switching;

namespace Baton.Operations.Resizing;

/// <summary>
/// Moves a live server to a machine of another size. Undone in reverse this is the automatic back-out and the roll-back, hours later too: each step's undo
/// says how it keeps what was written since.
/// </summary>
internal sealed class ResizePlan
{
    public const string Kind = "resize";

    private readonly ResizeArguments _arguments;
    private readonly PlanScope _scope;

    private ResizePlan(ResizeArguments arguments, OperationServices services)
    {
        _arguments = arguments;
        _scope = new(services, Server.Name, Server.Options.Ssh);
        Proof = new(_scope, Server, []);
        Snapshots = new(_scope, Server);
        Register = new(_scope, Server, null, Snapshots.Output, Proof.Output);
        Launch = new(_scope, Setting(), () => Register.Output.Value.ImageId);
        Meet = new(_scope, Launch.Output, Server.Options.Budgets.Boot);
        Admit = new(_scope, Server, Launch.Output);
    }

    private ServerModel Server => _arguments.Server;

    private string NewId() => Launch.Output.Value.InstanceId;

    public RecordProof Proof { get; }

    public SnapshotVolumes Snapshots { get; }

    public RegisterImage Register { get; }

    public LaunchInstance Launch { get; }

    public MeetServer Meet { get; }

    public AdmitLink Admit { get; }

    public static Plan Build(ResizeArguments arguments, OperationServices services)
    {
        var plan = new ResizePlan(arguments, services);
        return new()
        {
            Kind = Kind,
            Subject = plan.Server.Name,
            LeaseOn = plan.Server.InstanceId,
            Steps = [.. plan.Prepare(), .. plan.Switch()],
            Results = plan.Results,
        };
    }

    private IEnumerable<PlannedStep> Prepare()
    {
        yield return new InstallGuard(_scope, Server);
        if (Server.Postgres is { } postgres)
        {
            yield return new KeepLog(_scope, Server, postgres, Slots.Forward);
        }

        yield return Proof;
        yield return Snapshots;
        yield return new AwaitSnapshots(_scope, Server, Snapshots.Output);
        yield return Register;
        yield return Launch;
        yield return Meet;
        yield return new CompareServers(_scope, Server, Launch.Output);
        yield return Admit;
        yield return new OpenLink(_scope, Server, NewId);
        yield return new FollowOld(_scope, Server, NewId, Slots.Forward);
        if (Server.Options.Folders is not [])
        {
            yield return new CopyFiles(_scope, Server, NewId);
        }

        if (Server.Options.Gate.Ports is not [])
        {
            yield return new InstallGate(_scope, Server, "old", () => Server.InstanceId, goesWithMachine: false);
            yield return new InstallGate(_scope, Server, "new", NewId, goesWithMachine: true);
        }

        if (Server.Options.Services.Where(service => service.Warm).Select(service => service.Unit).ToList() is { Count: > 0 } warm)
        {
            yield return new WarmUp(_scope, Server, warm, NewId);
        }

        yield return new CatchUp(_scope, Server, NewId, Slots.Forward);
    }

    private IEnumerable<PlannedStep> Switch()
    {
        var services = Server.Options.Services.Select(service => service.Unit).ToList();
        var sides = new SwitchSides(_scope, Server, NewId);
        var layout = Server.Postgres?.Layout;
        var pass = new LastPass(sides, Server.Options.Folders);
        yield return sides.Close;
        if (sides.Writers is not [])
        {
            yield return new StopOldServices(sides, sides.Writers, pass);
        }

        if (layout is not null)
        {
            var stop = new StopOldPostgres(sides, layout);
            yield return stop;
            yield return new PromoteNew(sides, layout, stop.Output);
        }

        if (Server.Options.Folders is not [])
        {
            yield return new CopyLastFiles(sides, pass, Server.Options.Folders);
        }

        yield return new StartNewServices(sides, services);
        yield return new CheckNew(sides, Server.Options.Checks.Count);
        yield return new OpenGate(sides);
        if (Server.Options.Fenced is not [])
        {
            yield return new StartFenced(sides, Server.Options.Fenced);
        }

        // Before the address: from now on each write is on one machine only until the old one follows.
        yield return new ParkOld(sides, layout);
        if (Server.Instance.Elastic is { } address)
        {
            yield return new MoveAddress(sides, address);
            yield return new ProveOutside(sides, address, [.. Server.Options.Checks.Where(check => check.Outside)], Server.Options.Budgets.Reach);
        }

        yield return new MoveName(sides, Server);
    }

    private LaunchSetting Setting() => new()
    {
        Purpose = "the new server",
        Name = $"{Server.Name} (new)",
        InstanceType = _arguments.InstanceType,
        SubnetId = Server.Instance.SubnetId,
        SecurityGroupIds = () => Server.Instance.SecurityGroupIds,
        PublicAddress = Server.Options.Ssh.Address == AddressKind.Public || Server.Instance.PublicAddress is not null,
        KeyName = () => Server.Instance.KeyName,
        Like = Server.Instance,
        CarryUserDataOf = Server.Options.Launch.CarryUserData && Server.Instance.HasUserData ? Server.InstanceId : null,
        BootBudget = Server.Options.Budgets.Boot,
    };

    private IReadOnlyList<PlanResult> Results() =>
    [
        new("oldInstanceId", Server.InstanceId),
        new("oldInstanceType", Server.Instance.InstanceType),
        new("oldMemoryMiB", (Server.Host.MemoryKiB / 1024).ToString(CultureInfo.InvariantCulture)),
        new("newInstanceId", Launch.Output.Value.InstanceId),
        new("newInstanceType", _arguments.InstanceType),
        new("newMemoryMiB", Meet.Output.Value.MemoryMiB.ToString(CultureInfo.InvariantCulture)),
        new("address", Server.Instance.Elastic?.PublicIp ?? ""),
        new("workingImageId", Register.Output.Value.ImageId),
    ];
}

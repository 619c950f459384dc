using Baton.Engine.Plans;
using Baton.Engine.Steps;
using Baton.Hosts.Postgres;
using Baton.Operations.Dns;
using Baton.Operations.Imaging;
using Baton.Operations.Migrating.Databases;
using Baton.Operations.Resizing;
using Baton.Operations.Steps;
using Baton.Operations.Switching;

namespace Baton.Operations.Migrating.Cutting;

/// <summary>
/// Moves the users: requests are held at the old server for as long as the end of the copy takes, and go on to the new one. Undone in reverse this is the automatic
/// back-out and the way back later, which keeps what was written since.
/// </summary>
internal sealed class CutoverPlan
{
    public const string Kind = "migrate-cutover";

    private readonly CutoverArguments _arguments;
    private readonly PlanScope _scope;
    private readonly Bringing? _bringing;
    private readonly CompareSchemas? _compare;

    private CutoverPlan(CutoverArguments arguments, OperationServices services)
    {
        (_arguments, _scope) = (arguments, arguments.Migration.Scope(services));
        if (arguments.Way is DatabaseWay.Logical or DatabaseWay.Dump && Source.Postgres is { } postgres)
        {
            _bringing = new(_scope, Migration, postgres, arguments.NewLayout ?? postgres.Layout);
            _compare = arguments.SchemaDigest is { } digest ? new(_bringing, digest) : null;
        }
    }

    private Migration Migration => _arguments.Migration;

    private SourceModel Source => Migration.Source;

    public static Plan Build(CutoverArguments arguments, OperationServices services)
    {
        var plan = new CutoverPlan(arguments, services);
        return StagePlan.Of(
            Kind,
            plan.Source,
            [.. plan.Ready(), .. plan.Switch(), .. plan.After()],
            () => [new("instanceId", plan.Migration.InstanceId), new("address", plan.Migration.Address.PublicIp), new("database", arguments.Way.Word)]);
    }

    private string NewId() => Migration.InstanceId;

    private IEnumerable<PlannedStep> Ready()
    {
        yield return new InstallGuard(_scope, Source);
        yield return new RecordProof(_scope, Source, []);
        if (Source.Options.Gate.Ports is not [])
        {
            yield return new InstallGate(_scope, Source, "old", () => Source.MachineId, goesWithMachine: false) { Page = _arguments.Page };
            yield return new InstallNewGate(_scope, Migration, _arguments.Page);
        }

        if (Fences.Warm(Source.Options) is { Count: > 0 } warm)
        {
            yield return new WarmUp(_scope, Source, warm, NewId);
        }

        yield return new CatchUp(_scope, Source, NewId, _arguments.Way is DatabaseWay.Dump ? null : _ => Slots.Forward(_arguments.SeededBy));
        if (_compare is not null)
        {
            yield return new SettleNew(_bringing!, hurry: true);
            yield return _compare;
        }
    }

    private IEnumerable<PlannedStep> Switch()
    {
        var sides = new SwitchSides(_scope, Source, NewId, _arguments.Page is not null) { NewLayout = _arguments.NewLayout };
        var layout = Source.Postgres?.Layout;
        var pass = new LastPass(sides, Source.Options.Folders);
        yield return sides.Close;
        if (sides.Writers is not [])
        {
            yield return new StopOldServices(sides, sides.Writers, pass);
        }

        foreach (var step in SwitchDatabase(sides, layout))
        {
            yield return step;
        }

        if (Source.Options.Folders is not [])
        {
            yield return new CopyLastFiles(sides, pass, Source.Options.Folders);
        }

        yield return new StartNewServices(sides, sides.Services);
        yield return new CheckNew(sides, Source.Options.Checks.Count);
        yield return new OpenGate(sides);
        if (Source.Options.Fenced is not [])
        {
            yield return new StartFenced(sides, Source.Options.Fenced);
        }

        // At once: from now on each write is on one machine only until the old one follows.
        yield return _bringing is null ? new ParkOld(sides, layout) : new FollowNew(_bringing, sides);
        if (layout is not null && _arguments.Way is not DatabaseWay.Dump)
        {
            var slot = Slots.Forward(_arguments.SeededBy);
            yield return _bringing is null ? new ReleaseLog(_scope, Source, layout, slot) : new ReleaseRows(_bringing, slot);
        }

        if (layout is not null)
        {
            yield return new WatchNewLog(_scope, Migration, _arguments.NewLayout ?? layout);
        }

        yield return new ProveOutside(sides, Migration.Address, [.. Source.Options.Checks.Where(check => check.Outside)], Source.Options.Budgets.Reach);
    }

    private IEnumerable<PlannedStep> SwitchDatabase(SwitchSides sides, PostgresLayout? layout)
    {
        if (_bringing is not null)
        {
            var close = new CloseOldPostgres(_bringing, sides, _compare?.Output);
            yield return close;
            if (_arguments.Way is DatabaseWay.Dump)
            {
                yield return new CarryDump(_bringing, sides, _arguments.DumpTook);
            }

            yield return new TakeOverRows(_bringing, sides, _arguments.Way is DatabaseWay.Dump ? null : Slots.Forward(_arguments.SeededBy), close.Output);
        }
        else if (layout is not null)
        {
            var stop = new StopOldPostgres(sides, layout);
            yield return stop;
            yield return new PromoteNew(sides, layout, stop.Output);
        }
    }

    private IEnumerable<PlannedStep> After()
    {
        yield return new NameNew(_scope, Migration);
        if (_arguments.Names is { } names)
        {
            var scope = new DnsScope(names.Dns, _scope.Services);
            foreach (var record in names.Records)
            {
                yield return new PointName(scope, record, () => Migration.Address.PublicIp) { AfterUsers = true };
            }

            yield return new WatchNames(scope, names.Records, () => Migration.Address.PublicIp) { AfterUsers = true };
        }
    }
}

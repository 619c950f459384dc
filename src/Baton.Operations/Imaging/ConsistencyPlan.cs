using Baton.Hosts.Disks;
using Baton.Operations.Configuration;
using Baton.Operations.Discovery;

namespace Baton.Operations.Imaging;

/// <summary>What has to be at rest on a server, and what the copy of each of its volumes is then worth.</summary>
internal sealed class ConsistencyPlan(ServerModel server)
{
    // As the freeze itself decides: a frozen file system stops whoever writes to it, and the shell, sudo's log and what must thaw it live on these.
    private static readonly string[] LivedOn = ["/", "/usr", "/etc", "/var", "/var/log", "/tmp", "/var/tmp", "/run", "/home", "/root"];

    private ConsistencyLevel Wanted => server.Options.Consistency;

    public FreezeSetup Setup => new()
    {
        Folders = server.Options.Folders,
        Postgres = Wanted >= ConsistencyLevel.Application ? server.Postgres?.Layout : null,
        Watchdog = server.Options.Budgets.Freeze,
    };

    public bool Freezes => ExpectedFrozen.Count > 0;

    /// <summary>Mount points that will be frozen: those that hold what baton.yaml names, unless they must never be.</summary>
    public IReadOnlyList<string> ExpectedFrozen => Wanted is ConsistencyLevel.Crash or ConsistencyLevel.Shutdown ? [] : [.. ProtectedMounts.Except(LivedOn.Select(path => server.Host.MountOf(path)?.Target).OfType<string>())];

    private IEnumerable<string> ProtectedMounts => server.Options.Folders.Concat(server.Postgres?.Paths ?? [])
        .Select(path => server.Host.MountOf(path)?.Target)
        .OfType<string>()
        .Distinct();

    /// <summary>What each volume's copy is worth when these mount points were frozen.</summary>
    public IReadOnlyList<VolumeConsistency> Judge(IReadOnlyList<string> frozen) => [.. server.Instance.Volumes.Select(volume => Judge(volume, frozen))];

    /// <summary>The least level of the volumes that hold what baton.yaml names; what holds nothing of that does not lower it.</summary>
    public ConsistencyLevel Overall(IReadOnlyList<VolumeConsistency> volumes)
    {
        var holding = volumes.Where(volume => Holds(volume.VolumeId)).Select(volume => volume.Level).ToList();
        return holding.Count > 0 ? holding.Min() : volumes.Select(volume => volume.Level).DefaultIfEmpty(ConsistencyLevel.Crash).Max();
    }

    private IReadOnlyList<string> MountsOf(string volumeId)
    {
        var isRoot = server.Instance.Volumes.Any(volume => volume.VolumeId == volumeId && volume.IsRoot);
        return [.. server.Host.Mounts.Where(mount => mount.VolumeId == volumeId || (isRoot && mount.Target == "/")).Select(mount => mount.Target)];
    }

    private bool Holds(string volumeId) => ProtectedMounts.Intersect(MountsOf(volumeId)).Any();

    private VolumeConsistency Judge(VolumeModel volume, IReadOnlyList<string> frozen)
    {
        var mounts = MountsOf(volume.VolumeId);
        var isFrozen = mounts.Any(frozen.Contains);
        VolumeConsistency Is(ConsistencyLevel level, string reason) => new(volume.VolumeId, volume.Device, level, reason);
        return (Wanted, isFrozen, Holds(volume.VolumeId)) switch
        {
            (ConsistencyLevel.Shutdown, _, _) => Is(ConsistencyLevel.Shutdown, "taken while the server was down, after a clean end"),
            (ConsistencyLevel.Crash, _, _) => Is(ConsistencyLevel.Crash, "nothing is brought to rest, as asked"),
            (ConsistencyLevel.Filesystem, true, _) => Is(ConsistencyLevel.Filesystem, "frozen"),
            (ConsistencyLevel.Filesystem, false, true) => Is(ConsistencyLevel.Crash, "is never frozen"),
            (_, true, _) => Is(ConsistencyLevel.Application, "PostgreSQL checkpointed, files flushed, frozen"),
            (_, false, true) => Is(ConsistencyLevel.Application, "never frozen; PostgreSQL checkpointed, files flushed and proved unchanged"),
            _ => Is(ConsistencyLevel.Crash, mounts.Count == 0 ? "not mounted" : "holds nothing that baton.yaml names"),
        };
    }
}

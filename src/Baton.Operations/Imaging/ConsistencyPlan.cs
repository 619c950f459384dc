using Baton.Operations.Configuration;
using Baton.Operations.Discovery;
using Baton.Operations.Servers;

namespace Baton.Operations.Imaging;

/// <summary>What is frozen, what is watched, and what the copy of each volume will then be worth.</summary>
internal sealed class ConsistencyPlan
{
    private static readonly string[] Freezable = ["ext4", "ext3", "xfs", "btrfs", "f2fs"];

    // A frozen file system stops whoever writes to it: the shell, sudo's log and the agent that must thaw it live on these.
    private static readonly string[] NeverFrozen = ["/", "/boot", "/var", "/var/log", "/var/lib", "/usr", "/home", "/tmp", "/etc", "/root", "/run"];

    private readonly ServerModel _server;

    public ConsistencyPlan(ServerModel server)
    {
        _server = server;
        var level = server.Options.Consistency;
        FrozenMounts = level == ConsistencyLevel.Crash
            ? []
            : [.. server.Facts.Mounts.Where(mount => mount.VolumeId is not null && CanFreeze(mount)).Select(mount => mount.MountPoint)];
        WatchedFolders = level < ConsistencyLevel.Application
            ? []
            : [.. server.Facts.Folders.Where(folder => !FrozenMounts.Contains(folder.MountPoint)).Select(folder => folder.Path)];
        Volumes = [.. server.Instance.Volumes.Select(Judge)];
    }

    public IReadOnlyList<string> FrozenMounts { get; }

    public IReadOnlyList<string> WatchedFolders { get; }

    /// <summary>What each volume's copy is when all goes as planned; the step that copies says when it did not.</summary>
    public IReadOnlyList<VolumeConsistency> Volumes { get; }

    /// <summary>The least level of the volumes that hold what baton.yaml names; what holds nothing of that does not lower it.</summary>
    public ConsistencyLevel Overall => Volumes
        .Where(volume => Protected(volume.VolumeId).Any())
        .Select(volume => volume.Level)
        .DefaultIfEmpty(Volumes.Count == 0 ? ConsistencyLevel.Crash : Volumes.Max(volume => volume.Level))
        .Min();

    public FreezeSetting Setting => new()
    {
        MountPoints = FrozenMounts,
        WatchedFolders = WatchedFolders,
        Postgres = _server.Options.Consistency >= ConsistencyLevel.Application ? _server.Facts.Postgres : null,
        Budget = _server.Options.Budgets.Freeze,
    };

    private static bool CanFreeze(MountFacts mount) => Freezable.Contains(mount.FileSystem) && !NeverFrozen.Contains(mount.MountPoint);

    private IEnumerable<MountFacts> MountsOf(string volumeId)
    {
        var isRoot = _server.Instance.Volumes.Any(volume => volume.VolumeId == volumeId && volume.IsRoot);
        return _server.Facts.Mounts.Where(mount => mount.VolumeId == volumeId || (isRoot && mount.MountPoint == "/"));
    }

    /// <summary>The mount points on this volume that hold PostgreSQL or a folder that baton.yaml names.</summary>
    private IEnumerable<string> Protected(string volumeId)
    {
        var mounts = MountsOf(volumeId).Select(mount => mount.MountPoint).ToHashSet();
        var needed = (_server.Facts.Postgres?.MountPoints ?? []).Concat(_server.Facts.Folders.Select(folder => folder.MountPoint));
        return needed.Where(mounts.Contains).Distinct();
    }

    private VolumeConsistency Judge(VolumeModel volume)
    {
        var mounts = MountsOf(volume.VolumeId).ToList();
        var frozen = mounts.Count > 0 && mounts.All(mount => FrozenMounts.Contains(mount.MountPoint));
        var holds = Protected(volume.VolumeId).ToList();
        VolumeConsistency Is(ConsistencyLevel level, string reason) => new(volume.VolumeId, volume.Device, level, reason);
        return (_server.Options.Consistency, frozen, holds) switch
        {
            (ConsistencyLevel.Shutdown, _, { Count: > 0 }) => Is(ConsistencyLevel.Shutdown, "PostgreSQL and services are stopped cleanly"),
            (ConsistencyLevel.Crash, _, _) => Is(ConsistencyLevel.Crash, "nothing is frozen, as asked"),
            (ConsistencyLevel.Filesystem, true, _) => Is(ConsistencyLevel.Filesystem, "frozen"),
            (ConsistencyLevel.Application, true, { Count: > 0 }) => Is(ConsistencyLevel.Application, "PostgreSQL checkpointed, files flushed, frozen"),
            (ConsistencyLevel.Application, false, { Count: > 0 }) => Is(ConsistencyLevel.Application, "not frozen; PostgreSQL checkpointed, files flushed and proved unchanged"),
            (_, true, _) => Is(ConsistencyLevel.Filesystem, "frozen; holds nothing that baton.yaml names"),
            (_, false, []) => Is(ConsistencyLevel.Crash, mounts.Count == 0 ? "not mounted" : "never frozen; holds nothing that baton.yaml names"),
            _ => Is(ConsistencyLevel.Crash, "cannot be frozen"),
        };
    }
}

using Baton.Engine.Problems;
using Baton.Hosts;
using Baton.Hosts.Discovery;
using Baton.Hosts.Postgres;

namespace Baton.Operations.Migrating.Databases;

/// <summary>What the new server has for a database to come to.</summary>
internal sealed record TargetDatabase(string Server, ServerFacts Host, IReadOnlyList<InstalledPostgres> Installed)
{
    /// <summary>What a byte-for-byte copy needs beyond what the source has to offer: version, architecture and the libraries that sort text.</summary>
    public IReadOnlyList<Problem> InTheWayOfPhysical(SourceDatabase source, ServerFacts there, IReadOnlyList<InstalledPostgres> installedThere)
    {
        var problems = new List<Problem>();
        var layout = source.Facts.Layout;
        if (Host.Architecture != there.Architecture)
        {
            problems.Add(HostProblems.ArchitectureDiffers(Server, Host.Architecture, there.Architecture));
        }

        if (Host.Glibc != there.Glibc)
        {
            problems.Add(MigrationProblems.LibraryDiffers(Server, $"glibc {Host.Glibc}", $"glibc {there.Glibc}"));
        }

        var here = Installed.FirstOrDefault(installed => installed.BinDirectory == layout.BinDirectory);
        if (here?.Version != layout.Version)
        {
            problems.Add(MigrationProblems.VersionDiffers(Server, here?.Version ?? Newest?.Version, layout.Version));
        }
        else if (installedThere.FirstOrDefault(installed => installed.BinDirectory == layout.BinDirectory) is { } old && old.Icu != here.Icu)
        {
            problems.Add(MigrationProblems.LibraryDiffers(Server, $"ICU {here.Icu}", $"ICU {old.Icu}"));
        }

        return problems;
    }

    /// <summary>It may have grown since the volumes were made. By the size of the file system, not by what is free: an earlier copy goes before a new one comes.</summary>
    public IReadOnlyList<Problem> RoomFor(SourceDatabase source) =>
        Host.MountOf(source.Facts.Layout.DataDirectory) is { } mount && mount.SizeBytes < source.Facts.SizeBytes
            ? [MigrationProblems.NoRoomThere(Server, mount.Target, GiB(source.Facts.SizeBytes), mount.SizeBytes >> 30)]
            : [];

    private static long GiB(long bytes) => (bytes + (1L << 30) - 1) >> 30;

    /// <summary>What a cluster made anew needs, whose rows come by replication or from a dump.</summary>
    public IReadOnlyList<Problem> InTheWayOfNewCluster(SourceDatabase source)
    {
        var there = source.Facts.Layout.Version;
        if (Chosen(source) is not { } chosen)
        {
            return [Newest is { } newest ? DatabaseProblems.OlderPrograms(Server, newest.Version, there) : DatabaseProblems.NoPrograms(Server)];
        }

        var missing = source.Logical.Extensions.Except(chosen.Extensions).ToList();
        return missing is [] ? [] : [DatabaseProblems.ExtensionsMissing(Server, missing)];
    }

    /// <summary>Where the new cluster will be: as on the source, with the version's number where it differs.</summary>
    public PostgresLayout LayoutFor(SourceDatabase source)
    {
        var layout = source.Facts.Layout;
        var chosen = Chosen(source) ?? throw new InvalidOperationException($"{Server} has no PostgreSQL to make a cluster with.");
        var (from, to) = ($"{layout.Version}", $"{chosen.Version}");

        // "/var/lib/postgresql/15/main", "postgresql@15-main.service", "15/main".
        string Renumbered(string text) => from == to ? text : text.Replace($"/{from}/", $"/{to}/", StringComparison.Ordinal).Replace($"@{from}-", $"@{to}-", StringComparison.Ordinal);
        return layout with
        {
            Cluster = layout.Cluster.StartsWith($"{from}/", StringComparison.Ordinal) ? $"{to}{layout.Cluster[from.Length..]}" : Renumbered(layout.Cluster),
            Version = chosen.Version,
            BinDirectory = chosen.BinDirectory,
            DataDirectory = Renumbered(layout.DataDirectory),
            ConfigFile = Renumbered(layout.ConfigFile),
            Unit = layout.Unit is { } unit ? Renumbered(unit) : null,
        };
    }

    private InstalledPostgres? Newest => Installed.MaxBy(installed => installed.Version);

    /// <summary>The source's own version where it is there, else the newest that is not older.</summary>
    private InstalledPostgres? Chosen(SourceDatabase source) =>
        Installed.FirstOrDefault(installed => installed.BinDirectory == source.Facts.Layout.BinDirectory && installed.Version == source.Facts.Layout.Version)
        ?? Installed.FirstOrDefault(installed => installed.Version == source.Facts.Layout.Version)
        ?? (Newest is { } newest && newest.Version > source.Facts.Layout.Version ? newest : null);
}

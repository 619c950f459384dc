using Baton.Hosts.Discovery;
using Baton.Operations.Assessing;
using Baton.Operations.Configuration;
using Baton.Starting;

namespace Baton.Assessing;

/// <summary>A baton.yaml for what was seen. The same writer as 'init' has: one file, one form.</summary>
internal static class ProposedConfiguration
{
    /// <param name="ssh">How the operator reached it.</param>
    public static string Write(AssessmentReport report, string host, SshOptions ssh, string? instanceId)
    {
        var parts = new ServerParts(report.Seen);
        var units = parts.ApplicationUnits;
        var cluster = report.Seen.Clusters.Where(cluster => cluster.IsRunning).OrderByDescending(cluster => cluster.Databases.Sum(database => database.Bytes)).FirstOrDefault();
        return BatonFileText.Write(new()
        {
            Name = Name(report),
            InstanceId = instanceId ?? "",
            Source = instanceId is null ? new(host, ssh.Port) : null,
            User = ssh.User,
            IdentityFile = ssh.IdentityFile,
            LookedInside = true,
            PostgresCluster = cluster?.Name,
            Databases = [.. (cluster?.Databases ?? []).Select(database => database.Name).Where(name => name != "postgres")],
            Folders = [.. parts.DataFolders.Select(folder => folder.Path)],
            Fenced = parts.Fenced,
            Listeners =
            [
                .. report.Seen.Ports.Where(port => port.Protocol == "tcp" && (units.Contains(port.Unit) || KnownProxy(parts, port.Unit)))
                    .Select(port => new Listener(port.Unit, port.Address, port.Port)).Distinct(),
            ],
            Workers = [.. units.Where(unit => !report.Seen.Ports.Any(port => port.Unit == unit && port.Protocol == "tcp"))],
            InstanceType = report.Size.InstanceType,
        });
    }

    private static bool KnownProxy(ServerParts parts, string unit) => parts.ProxyUnits.Contains(unit);

    /// <summary>A name as people type it: the operator's, or the host's without its domain.</summary>
    private static string Name(AssessmentReport report)
    {
        string[] names = [report.Server, report.Seen.Machine.HostName.Split('.')[0].ToLowerInvariant()];
        return names.FirstOrDefault(name => name.Length > 0 && name.All(character => char.IsAsciiLetterOrDigit(character) || character == '-') && char.IsAsciiLetter(name[0])) ?? "server";
    }
}

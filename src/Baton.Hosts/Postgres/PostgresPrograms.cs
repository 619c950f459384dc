using System.Globalization;

namespace Baton.Hosts.Postgres;

/// <summary>PostgreSQL as it is installed, whether or not there is a cluster.</summary>
public sealed class PostgresPrograms(IHost host)
{
    /// <summary>The major version of what is in the folder; null when nothing is.</summary>
    public async Task<int?> VersionAsync(string binDirectory, CancellationToken cancellationToken)
    {
        var answers = await host.AskAsync(new("postgres-version") { Arguments = new Dictionary<string, string> { ["bin"] = binDirectory } }, cancellationToken);
        return answers.Find("version") is { } version ? int.Parse(version, CultureInfo.InvariantCulture) : null;
    }
}

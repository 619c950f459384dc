using System.Globalization;

namespace Baton.Hosts.Postgres;

/// <summary>PostgreSQL as it is installed, whether or not there is a cluster.</summary>
public sealed class PostgresPrograms(IHost host)
{
    /// <param name="binDirectory">A folder to look into beside the usual ones.</param>
    public async Task<IReadOnlyList<InstalledPostgres>> ReadAsync(string binDirectory, CancellationToken cancellationToken)
    {
        var answers = await host.AskAsync(new("postgres-installed") { Arguments = new Dictionary<string, string> { ["bin"] = binDirectory } }, cancellationToken);
        var extensions = answers.Rows("extension").ToLookup(row => row[0], row => row[1]);
        return [.. answers.Rows("installed").Select(row => new InstalledPostgres(int.Parse(row[0], CultureInfo.InvariantCulture), row[1], row[2], [.. extensions[row[1]]]))];
    }
}

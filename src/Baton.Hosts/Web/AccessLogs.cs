using System.Globalization;

namespace Baton.Hosts.Web;

/// <summary>The access logs of nginx and Apache, read as they grow. Nothing is kept on the server.</summary>
public sealed class AccessLogs(IHost host)
{
    /// <param name="since">Null to begin at what is logged from now on.</param>
    public async Task<AccessRead> ReadAsync(IReadOnlyList<LogPlace>? since, CancellationToken cancellationToken)
    {
        var answers = await host.AskAsync(
            new("access-read")
            {
                Arguments = new Dictionary<string, string>
                {
                    ["first"] = since is null ? "yes" : "",
                    ["since"] = HostCalls.Lines((since ?? []).Select(place => $"{place.Path}\t{place.Inode}\t{place.Offset}")),
                },
                Timeout = TimeSpan.FromMinutes(1),
            },
            cancellationToken);
        return new(
            [.. answers.Rows("log").Select(row => new LogPlace(row[0], row[1], row[2]))],
            [.. answers.Rows("hit").Select(Hit).OfType<AccessHit>()],
            answers.Number("skipped"));
    }

    private static AccessHit? Hit(string[] row) => DateTimeOffset.TryParse(row[1], CultureInfo.InvariantCulture, out var at)
        ? new() { Client = row[0], At = at, Method = row[2], Path = row[3], Status = int.Parse(row[4], CultureInfo.InvariantCulture) }
        : null;
}

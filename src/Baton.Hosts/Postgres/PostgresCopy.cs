using System.Globalization;

namespace Baton.Hosts.Postgres;

/// <summary>
/// The physical copy of a cluster onto a new machine that holds the link: pg_basebackup in a unit of its own, which goes on when Baton is gone. The slot keeps what is
/// written meanwhile.
/// </summary>
public sealed class PostgresCopy(IHost newer, PostgresLayout layout, IReadOnlyList<string> tablespaces)
{
    /// <summary>Begins, unless it goes on or is done.</summary>
    public Task BeginAsync(int primaryPort, string slot, CancellationToken cancellationToken) => AskAsync(
        "postgres-copy",
        new() { ["primary_port"] = primaryPort.ToString(CultureInfo.InvariantCulture), ["slot"] = slot, ["role"] = PostgresServer.Role },
        cancellationToken);

    public async Task<CopyState> ReadAsync(string slot, CancellationToken cancellationToken)
    {
        var answers = await AskAsync("postgres-copy-read", new() { ["slot"] = slot }, cancellationToken);
        return new(answers.Text("state"), answers.Number("bytes"), answers.Find("detail"));
    }

    /// <summary>Removes the copy. A cluster that accepts writes is not one, and is not touched.</summary>
    public Task ForgetAsync(CancellationToken cancellationToken) => AskAsync("postgres-copy-forget", new(), cancellationToken);

    private Task<Answers> AskAsync(string script, Dictionary<string, string> arguments, CancellationToken cancellationToken)
    {
        arguments["tablespaces"] = HostCalls.Lines(tablespaces);
        foreach (var (name, value) in layout.Arguments)
        {
            arguments[name] = value;
        }

        return newer.AskAsync(new(script) { Arguments = arguments, Timeout = TimeSpan.FromMinutes(10) }, cancellationToken);
    }
}

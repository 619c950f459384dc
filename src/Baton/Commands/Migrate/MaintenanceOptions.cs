using System.CommandLine;
using System.Text;
using Baton.Engine.Problems;
using Baton.Hosts.Gates;
using Baton.Operations.Announcing;
using Baton.Operations.Configuration;

namespace Baton.Commands.Migrate;

/// <summary>What users see during a cut-over that does not hold their requests.</summary>
internal sealed class MaintenanceOptions
{
    // It is sent in one piece to whoever asks, and kept in the journal.
    private const int MostBytes = 256 << 10;

    // Not as long as the outage is said to be: it is over as soon as it can be, and a question costs nothing.
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(1);

    private readonly Option<bool> _maintenance = new("--maintenance") { Description = "Show users a maintenance page (503 with Retry-After) instead of holding their requests" };

    private readonly Option<string?> _page = new("--page") { Description = "The maintenance page: an HTML file that needs no other. Baton's own when left out", HelpName = "FILE" };

    private readonly Option<TimeSpan> _for = DurationOption.Create("--for", "How long the page says that it takes", TimeSpan.FromMinutes(15));

    public IEnumerable<Symbol> Symbols() => [_maintenance, _page, _for];

    /// <summary>Null when requests are to be held.</summary>
    public MaintenancePage? Read(Session session, ServerOptions server, ParseResult parsed)
    {
        var file = parsed.GetValue(_page);
        if (!parsed.GetValue(_maintenance))
        {
            return file is null ? null : throw new BatonException(ProgramProblems.PageWithoutMaintenance());
        }

        return new(file is null ? Own(session, server, parsed.GetValue(_for)) : FromFile(Path.GetFullPath(file, session.Surroundings.Folder)), RetryAfter);
    }

    private static string Own(Session session, ServerOptions server, TimeSpan length) => Snippets.ServedPage(new()
    {
        Service = server.Announce?.Service ?? server.Name,
        Url = server.Announce?.Url,
        Contact = server.Announce?.Contact ?? "",
        Start = session.Time.GetUtcNow(),
        Length = length,
        Zone = server.Announce is { } announce ? TimeZoneInfo.FindSystemTimeZoneById(announce.TimeZone) : TimeZoneInfo.Utc,
        Outage = true,
    });

    private static string FromFile(string path)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            if (bytes.Length is 0 or > MostBytes || bytes.Contains((byte)0))
            {
                throw new BatonException(ProgramProblems.PageUnreadable(path, $"it has {bytes.Length >> 10} KiB, and must be text of at most {MostBytes >> 10} KiB"));
            }

            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new BatonException(ProgramProblems.PageUnreadable(path, failure.Message), failure);
        }
    }
}

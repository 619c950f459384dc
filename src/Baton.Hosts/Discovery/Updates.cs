using System.Globalization;

namespace Baton.Hosts.Discovery;

/// <summary>Looks how far a server is behind its distribution; changes nothing.</summary>
public sealed class Updates(IHost host)
{
    public async Task<UpdateState> ReadAsync(CancellationToken cancellationToken)
    {
        var answers = await host.AskAsync(new("hardening") { Timeout = TimeSpan.FromMinutes(5) }, cancellationToken);
        int? Number(string key) => answers.Find(key) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
        return new() { Waiting = Number("updates"), Security = Number("security"), KnownDaysAgo = Number("lists_days"), Automatic = answers.IsYes("automatic") };
    }
}

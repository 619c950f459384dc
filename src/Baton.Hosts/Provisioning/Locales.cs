namespace Baton.Hosts.Provisioning;

/// <summary>Languages and time zone of a machine.</summary>
public sealed class Locales(IHost host)
{
    public async Task<(IReadOnlyList<string> Names, string? TimeZone)> ReadAsync(CancellationToken cancellationToken)
    {
        var answers = await host.AskAsync(new("locales-read"), cancellationToken);
        return (answers.All("locale"), answers.Find("timezone"));
    }

    /// <summary>Makes those that are missing, and sets the time zone.</summary>
    public Task MakeAsync(IReadOnlyList<string> names, string? timeZone, CancellationToken cancellationToken) => host.AskAsync(
        new("locales-make")
        {
            Arguments = new Dictionary<string, string> { ["locales"] = HostCalls.Lines(names), ["timezone"] = timeZone ?? "" },
            Timeout = TimeSpan.FromMinutes(10),
        },
        cancellationToken);
}

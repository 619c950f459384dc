using Baton.Dns;
using Baton.Engine.Steps;

namespace Baton.Operations.Dns;

/// <summary>A person changes the records; Baton says what to do and watches the name servers until it is so.</summary>
internal sealed class ManualProvider(DnsDirectory directory, AuthorityWatch watch) : IDnsProvider
{
    public async Task<NameRecord?> ReadAsync(string name, string type, CancellationToken cancellationToken)
    {
        var dnsType = Enum.Parse<DnsType>(type);
        var answers = await directory.AskAuthoritiesAsync(await directory.ZoneOfAsync(name, cancellationToken), name, dnsType, cancellationToken);
        var records = answers.First(answer => answer.Message is { Authoritative: true }).Of(dnsType).Where(record => DnsName.Normalize(record.Name) == name).ToList();
        return records is [] ? null : new(name, type, records.Max(record => record.TimeToLive), [.. records.Select(record => record.Data)]);
    }

    public Task WriteAsync(NameRecord before, NameRecord after, StepContext context, CancellationToken cancellationToken) =>
        watch.UntilAsync(after, $"please change '{before}' to '{after}' at your DNS provider", context, cancellationToken);
}

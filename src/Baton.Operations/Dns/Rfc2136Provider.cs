using System.Globalization;
using System.Net.Sockets;
using Baton.Dns;
using Baton.Engine.Problems;
using Baton.Engine.Steps;
using Baton.Operations.Configuration;

namespace Baton.Operations.Dns;

/// <summary>A name server that takes signed updates. https://www.rfc-editor.org/rfc/rfc2136</summary>
internal sealed class Rfc2136Provider(DnsOptions options, DnsDirectory directory, OperationServices services) : IDnsProvider
{
    private readonly DnsAsker _asker = new(services.Time);

    private string Server => options.Server ?? "";

    public async Task<NameRecord?> ReadAsync(string name, string type, CancellationToken cancellationToken)
    {
        var dnsType = Enum.Parse<DnsType>(type);
        DnsMessage answer;
        try
        {
            answer = await _asker.AskAsync(NameServerAddress.Parse(Server)!, name, dnsType, recursive: false, cancellationToken);
        }
        catch (Exception failure) when (failure is TimeoutException or SocketException)
        {
            throw new BatonException(DnsProblems.NobodyAnswers(name, [Server]), failure);
        }

        if (!answer.Authoritative || answer.Status is not (DnsStatus.NoError or DnsStatus.NoSuchName))
        {
            throw new BatonException(DnsProblems.ZoneNotOurs(name, Server));
        }

        var records = answer.Answers.Where(record => record.Type == dnsType && DnsName.Normalize(record.Name) == name).ToList();
        return records is [] ? null : new(name, type, records.Max(record => record.TimeToLive), [.. records.Select(record => record.Data)]);
    }

    public async Task WriteAsync(NameRecord before, NameRecord after, StepContext context, CancellationToken cancellationToken)
    {
        var server = NameServerAddress.Parse(Server)!;
        context.Progress.Say($"{after}: asking {Server} for it");
        await new Nsupdate(Server, options.KeyFile, services.Time).RunAsync(
            after.Name,
            [
                string.Create(CultureInfo.InvariantCulture, $"server {server.Address} {server.Port}"),
                $"zone {await directory.ZoneOfAsync(after.Name, cancellationToken)}",

                // Only if it is still what was read: the server decides, at the moment of the change.
                .. before.Values.Select(value => $"prereq yxrrset {before.Name} IN {before.Type} {value}"),
                $"update delete {before.Name} IN {before.Type}",
                .. after.Values.Select(value => string.Create(CultureInfo.InvariantCulture, $"update add {after.Name} {after.TimeToLive} IN {after.Type} {value}")),
            ],
            cancellationToken);
    }
}

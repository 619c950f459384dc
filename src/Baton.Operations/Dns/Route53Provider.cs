using Baton.Aws.Route53;
using Baton.Dns;
using Baton.Engine.Problems;
using Baton.Engine.Steps;
using Baton.Operations.Cloud;
using Baton.Operations.Configuration;

namespace Baton.Operations.Dns;

/// <summary>Hosted zones of the account.</summary>
internal sealed class Route53Provider(DnsOptions options, OperationServices services) : IDnsProvider
{
    private readonly Ec2 _aws = new(services);
    private string? _zoneId;

    public async Task<NameRecord?> ReadAsync(string name, string type, CancellationToken cancellationToken)
    {
        var answer = await _aws.SendAsync(
            new ListResourceRecordSetsRequest { HostedZoneId = await ZoneAsync(name, cancellationToken), StartRecordName = name, StartRecordType = type, MaxItems = "2" }, cancellationToken);
        var sets = answer.ResourceRecordSets.Where(set => set.Name == name && set.Type == type).ToList();
        return sets switch
        {
            [] => null,
            [{ AliasTarget.DNSName: { } target }] => throw new BatonException(DnsProblems.IsAlias(name, target)),
            [var set] => new(name, type, set.TTL ?? 0, [.. set.ResourceRecords.Select(record => record.Value ?? "")]),
            _ => throw new BatonException(DnsProblems.SeveralAddresses(name, sets.SelectMany(set => set.ResourceRecords).Select(record => record.Value ?? ""))),
        };
    }

    public async Task WriteAsync(NameRecord before, NameRecord after, StepContext context, CancellationToken cancellationToken)
    {
        var record = new ResourceRecordSet
        {
            Name = after.Name, Type = after.Type, TTL = after.TimeToLive, ResourceRecords = [.. after.Values.Select(value => new ResourceRecord { Value = value })],
        };
        var changed = await _aws.SendAsync(
            new ChangeResourceRecordSetsRequest
            {
                HostedZoneId = await ZoneAsync(after.Name, cancellationToken),
                ChangeBatch = new() { Comment = $"baton {context.RunId}", Changes = [new() { Action = "UPSERT", ResourceRecordSet = record }] },
            },
            cancellationToken);
        var id = changed.ChangeInfo!.Id!.Split('/')[^1];
        context.Progress.Say($"{after}: waiting until all name servers of Route 53 know it");
        _ = await _aws.WaitAsync(() => InSyncAsync(id, cancellationToken), options.Patience, cancellationToken)
            ?? throw new BatonException(DnsProblems.NotEverywhere(after.ToString(), ["Route 53 (PENDING)"], options.Patience));
    }

    private async Task<ChangeInfo?> InSyncAsync(string id, CancellationToken cancellationToken) =>
        (await _aws.SendAsync(new GetChangeRequest { Id = id }, cancellationToken)).ChangeInfo is { Status: "INSYNC" } change ? change : null;

    private async Task<string> ZoneAsync(string name, CancellationToken cancellationToken)
    {
        if (_zoneId is not null)
        {
            return _zoneId;
        }

        for (var at = DnsName.Normalize(options.Zone ?? name); at is not null and not "."; at = options.Zone is null ? DnsName.Parent(at) : null)
        {
            var zones = await _aws.SendAsync(new ListHostedZonesByNameRequest { DNSName = at, MaxItems = "10" }, cancellationToken);
            if (zones.HostedZones.FirstOrDefault(zone => zone.Name == at && zone.Config?.PrivateZone != true) is { Id: { } id })
            {
                return _zoneId = id.Split('/')[^1];
            }
        }

        throw new BatonException(DnsProblems.ZoneNotOurs(name, "Route 53 of this account"));
    }
}

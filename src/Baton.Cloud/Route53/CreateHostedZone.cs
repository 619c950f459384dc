using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Baton.Aws.Route53;
using Baton.Aws.Wire;
using Baton.Cloud.Server;
using Baton.Cloud.State;
using Baton.Dns;

namespace Baton.Cloud.Route53;

internal sealed class CreateHostedZone(CloudContext cloud, ZoneBook zones) : RestAction<CreateHostedZoneRequest, CreateHostedZoneResponse>
{
    private const int MostZones = 500;
    private static readonly string[] s_domains = ["com", "net", "org", "co.uk"];

    protected override Task<CreateHostedZoneResponse> HandleAsync(CreateHostedZoneRequest request, CancellationToken cancellationToken)
    {
        var zone = Make(NameOf(request), request);
        cloud.State.HostedZones.Put(zone);
        return Task.FromResult(new CreateHostedZoneResponse
        {
            HostedZone = ZoneBook.View(zone),
            ChangeInfo = zones.Submitted(null),
            DelegationSet = new() { NameServers = [.. zone.NameServers.Select(name => name.TrimEnd('.'))] },
            Location = $"https://route53.amazonaws.com/2013-04-01/hostedzone/{zone.ZoneId}",
        });
    }

    private string NameOf(CreateHostedZoneRequest request)
    {
        if (request.CallerReference is not { Length: >= 1 and <= 128 } reference)
        {
            throw Route53Errors.InvalidInput("CallerReference must be between 1 and 128 characters long.");
        }

        if (zones.All.Any(zone => zone.CallerReference == reference))
        {
            throw new AwsException("HostedZoneAlreadyExists", $"A hosted zone has already been created with the specified caller reference: {reference}.", HttpStatusCode.Conflict);
        }

        if (request.VPC is not null || request.HostedZoneConfig?.PrivateZone == true || request.DelegationSetId is not null)
        {
            throw Route53Errors.InvalidInput("The local cloud has no private zones and no reusable delegation sets.");
        }

        if (zones.All.Count() >= MostZones)
        {
            throw new AwsException("TooManyHostedZones", "Limits Exceeded: the account has as many hosted zones as it may have.");
        }

        try
        {
            return ZoneNames.Normalize(request.Name is { Length: > 0 } name && name != "." ? name : throw new DnsFormatException("The name of a zone must not be empty."));
        }
        catch (DnsFormatException wrong)
        {
            throw Route53Errors.InvalidName(request.Name ?? "", wrong.Message);
        }
    }

    private HostedZoneRecord Make(string name, CreateHostedZoneRequest request)
    {
        string[] servers = [.. s_domains.Select((domain, index) => string.Create(
            CultureInfo.InvariantCulture, $"ns-{(index * 512) + RandomNumberGenerator.GetInt32(512)}.awsdns-{RandomNumberGenerator.GetInt32(64):00}.{domain}."))];
        return new()
        {
            ZoneId = ZoneBook.NewId("Z"),
            Name = name,
            CallerReference = request.CallerReference!,
            Comment = request.HostedZoneConfig?.Comment,
            CreatedAt = cloud.Now,
            NameServers = servers,
            Versions =
            [
                new(zones.VisibleAt,
                [
                    new() { Name = name, Type = "NS", TimeToLive = 172800, Values = servers },
                    new() { Name = name, Type = "SOA", TimeToLive = 900, Values = [$"{servers[0]} awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400"] },
                ]),
            ],
        };
    }
}

using Baton.Aws.Route53;
using Baton.Cloud.Route53.Answers;
using Baton.Cloud.Server;
using Baton.Dns;

namespace Baton.Cloud.Route53;

/// <summary>What the name servers of a zone answer now.</summary>
internal sealed class TestDNSAnswer(CloudContext cloud, ZoneBook zones) : RestAction<TestDNSAnswerRequest, TestDNSAnswerResponse>
{
    protected override Task<TestDNSAnswerResponse> HandleAsync(TestDNSAnswerRequest request, CancellationToken cancellationToken)
    {
        var zone = zones.Find(request.HostedZoneId);
        if (!Enum.TryParse(request.RecordType, out DnsType type) || request.RecordName is null)
        {
            throw Route53Errors.InvalidInput($"RecordName and RecordType must be there; '{request.RecordType}' is no type of record.");
        }

        var answer = new ZoneAnswers(() => [zone], cloud.Places.BalancerAddress, NameServer.Address, cloud.Time).Answer(new() { Id = 0, Question = new(WireName(request.RecordName), type) });
        return Task.FromResult(new TestDNSAnswerResponse
        {
            Nameserver = zone.NameServers[0].TrimEnd('.'),
            RecordName = request.RecordName,
            RecordType = request.RecordType,
            RecordData = [.. answer.Answers.Where(record => record.Type == type).Select(record => record.Data)],
            ResponseCode = answer.Status switch { DnsStatus.NoError => "NOERROR", DnsStatus.NoSuchName => "NXDOMAIN", DnsStatus.Refused => "REFUSED", _ => "SERVFAIL" },
            Protocol = "UDP",
        });
    }

    private static string WireName(string name)
    {
        try
        {
            return ZoneNames.OnTheWire(ZoneNames.Normalize(name));
        }
        catch (DnsFormatException wrong)
        {
            throw Route53Errors.InvalidInput(wrong.Message);
        }
    }
}

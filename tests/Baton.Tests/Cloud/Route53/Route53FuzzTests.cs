using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Baton.Aws.Signing;
using Baton.Dns;

namespace Baton.Tests.Cloud.Route53;

public sealed class Route53FuzzTests
{
    private static readonly string[] s_names =
        ["www.example.com", "*.example.com", "example.com", ".", "", "a..b", "ä.example.com", "\\052.example.com", "a\\056b.example.com", "\\999.example.com", "example.org", new string('x', 64) + ".example.com", string.Concat(Enumerable.Repeat("x.", 200))];

    private static readonly string[] s_values =
        ["192.0.2.1", "2001:db8::1", "10 mail.example.com", "\"v=spf1 -all\"", "\"", "bare", "", " ", "\"\\377\"", "0 issue \"a\"", "ns.example.com. host.example.com. 1\t2\t3\t4\t5", "99999999999 x", "\ud83d\ude00", new string('y', 5000)];

    private static readonly string[] s_types = ["A", "AAAA", "CNAME", "MX", "TXT", "SOA", "NS", "CAA", "SRV", "DS", "1", "a", "", "OPT", "ANY"];

    private static readonly string[] s_actions = ["CREATE", "DELETE", "UPSERT", "upsert", ""];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_request_however_odd_is_answered_with_a_server_error_nor_does_it_silence_the_name_server()
    {
        await using var cloud = await SimulatedCloud.StartAsync(options => options with { DnsPropagation = TimeSpan.Zero });
        var zone = await cloud.MakeZoneAsync("example.com");
        using var http = new HttpClient();
        var random = new Random(1);
        string Any(string[] of) => of[random.Next(of.Length)];
        var taken = 0;
        for (var number = 0; number < 1000; number++)
        {
            var body = Batch(random, Any);
            var status = await SendAsync(http, cloud, HttpMethod.Post, $"/2013-04-01/hostedzone/{zone}/rrset/", body);
            Assert.True(status is >= 200 and < 500, $"{status} to {body}");
            taken += status == 200 ? 1 : 0;
            var name = Any(s_names);
            status = await SendAsync(http, cloud, HttpMethod.Get, $"/2013-04-01/hostedzone/{zone}/rrset?name={Uri.EscapeDataString(name)}&type={Any(s_types)}&maxitems={random.Next(-1, 3)}", "");
            Assert.True(status is >= 200 and < 500, $"{status} to a list from '{name}'");
        }

        Assert.InRange(taken, 10, 900);
        var answer = await new DnsAsker(TimeProvider.System).AskAsync(cloud.Server.NameServer, "nothing.there.example.com", DnsType.A, recursive: false, Cancelled);
        Assert.Contains(answer.Status, (DnsStatus[])[DnsStatus.NoError, DnsStatus.NoSuchName]);
    }

    [Theory]
    [InlineData("<")]
    [InlineData("<Other/>")]
    [InlineData("<!DOCTYPE a [<!ENTITY b \"c\">]><ChangeResourceRecordSetsRequest>&b;</ChangeResourceRecordSetsRequest>")]
    [InlineData("<ChangeResourceRecordSetsRequest/>")]
    [InlineData("")]
    public async Task A_body_that_is_no_batch_is_refused(string body)
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var zone = await cloud.MakeZoneAsync("example.com");
        using var http = new HttpClient();

        Assert.Equal(400, await SendAsync(http, cloud, HttpMethod.Post, $"/2013-04-01/hostedzone/{zone}/rrset/", body));
        Assert.Equal(404, await SendAsync(http, cloud, HttpMethod.Get, "/2013-04-01/healthcheck", ""));
    }

    private static string Batch(Random random, Func<string[], string> any)
    {
        // Were everything odd, nothing would get far enough to do harm.
        string Some(string[] of, string usual) => random.Next(4) == 0 ? any(of) : usual;
        var changes = Enumerable.Range(0, random.Next(1, 3)).Select(_ => new XElement(
            "Change",
            new XElement("Action", Some(s_actions, "UPSERT")),
            new XElement(
                "ResourceRecordSet",
                new XElement("Name", Some(s_names, $"n{random.Next(50)}.example.com")),
                new XElement("Type", Some(s_types, "A")),
                random.Next(20) == 0 ? null : new XElement("TTL", random.Next(20) == 0 ? "soon" : random.Next(-5, 300).ToString(CultureInfo.InvariantCulture)),
                random.Next(20) == 0 ? new XElement("Weight", random.Next(-1, 300)) : null,
                random.Next(20) == 0 ? new XElement("SetIdentifier", "one") : null,
                new XElement("ResourceRecords", new XElement("ResourceRecord", random.Next(20) == 0 ? null : new XElement("Value", Some(s_values, "192.0.2.1")))))));
        var text = new XElement("ChangeResourceRecordSetsRequest", new XElement("ChangeBatch", new XElement("Changes", changes))).ToString();
        return random.Next(10) == 0 ? text[..random.Next(text.Length)] : text;
    }

    private static async Task<int> SendAsync(HttpClient http, SimulatedCloud cloud, HttpMethod method, string target, string body)
    {
        var uri = new Uri(cloud.Server.Endpoint, target);
        var bytes = Encoding.UTF8.GetBytes(body);
        var signable = new SignableRequest
        {
            Method = method.Method, Path = uri.AbsolutePath, Query = uri.Query.TrimStart('?'), Headers = new Dictionary<string, string> { ["host"] = $"{uri.Host}:{uri.Port}" }, Body = bytes,
        };
        using var request = new HttpRequestMessage(method, uri);
        if (bytes.Length > 0)
        {
            request.Content = new ByteArrayContent(bytes);
        }

        foreach (var (name, value) in SignatureV4.Sign(signable, new(SimulatedCloud.AccessKeyId, SimulatedCloud.SecretAccessKey), new(DateTimeOffset.UtcNow, "us-east-1", "route53")))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await http.SendAsync(request, Cancelled);
        XDocument.Parse(await answer.Content.ReadAsStringAsync(Cancelled));
        return (int)answer.StatusCode;
    }
}

using System.Text;
using System.Xml.Linq;
using Baton.Aws.Signing;

namespace Baton.Tests.Cloud.Route53;

public sealed class BatchBodyTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

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

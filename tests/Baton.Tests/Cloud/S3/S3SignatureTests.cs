using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Baton.Aws.Signing;

namespace Baton.Tests.Cloud.S3;

public sealed class S3SignatureTests
{
    // From https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
    [Fact]
    public void A_presigned_URL_has_the_signature_that_AWS_publishes()
    {
        var request = new SignableRequest
        {
            Method = "GET", Path = "/test.txt", Headers = new Dictionary<string, string> { ["host"] = "examplebucket.s3.amazonaws.com" }, Body = ReadOnlyMemory<byte>.Empty,
            Query = "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host",
        };

        Assert.Equal(
            "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
            SignatureV4.Compute(request, ["host"], "UNSIGNED-PAYLOAD", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", new(new(2013, 5, 24, 0, 0, 0, TimeSpan.Zero), "us-east-1", "s3")));
    }

    [Fact]
    public async Task A_presigned_URL_opens_one_object_for_a_while()
    {
        await using var room = await S3Room.OpenAsync();
        await room.PutAsync("x%20y", "x");
        var now = TimeProvider.System.GetUtcNow();

        Assert.Equal("x", (await GetAsync(room, room.Client.Presigned("GET", "/room/x%20y", now, 60))).Text);
        Assert.Equal("SignatureDoesNotMatch", (await GetAsync(room, new(room.Client.Presigned("GET", "/room/x%20y", now, 60).OriginalString.Replace("x%20y", "z", StringComparison.Ordinal)))).Code);
        Assert.Equal("AccessDenied", (await GetAsync(room, room.Client.Presigned("GET", "/room/x%20y", now.AddMinutes(-2), 60))).Code);
        Assert.Equal("AuthorizationQueryParametersError", (await GetAsync(room, room.Client.Presigned("GET", "/room/x%20y", now, 604801))).Code);
        Assert.Equal("SignatureDoesNotMatch", (await GetAsync(room, room.Client.Presigned("PUT", "/room/x%20y", now, 60))).Code);
    }

    [Fact]
    public async Task A_presigned_URL_may_say_how_the_object_is_called()
    {
        await using var room = await S3Room.OpenAsync();
        await room.PutAsync("x", "x");

        var answer = await room.SendAsync("GET", "/x?response-content-type=text%2Fhtml&response-content-disposition=attachment");

        Assert.Equal(("text/html", "attachment"), (answer.Headers["content-type"], answer.Headers["content-disposition"]));
    }

    // The form of https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html, with which boto3 still presigns in the first region.
    [Fact]
    public async Task An_old_presigned_URL_is_good_too()
    {
        await using var room = await S3Room.OpenAsync();
        await room.PutAsync("x", "x");
        var (soon, past) = (TimeProvider.System.GetUtcNow().AddMinutes(1).ToUnixTimeSeconds(), TimeProvider.System.GetUtcNow().AddMinutes(-1).ToUnixTimeSeconds());

        Assert.Equal("x", (await GetAsync(room, Old(room, soon, "?response-content-type=text/html"))).Text);
        Assert.Equal("AccessDenied", (await GetAsync(room, Old(room, past, ""))).Code);
        Assert.Equal("SignatureDoesNotMatch", (await GetAsync(room, new(Old(room, soon, "").OriginalString.Replace("Expires=", "Expires=1", StringComparison.Ordinal)))).Code);
    }

    [Fact]
    public async Task Nobody_gets_in_without_a_signature_and_everybody_is_told_why()
    {
        await using var room = await S3Room.OpenAsync();
        using var mars = new S3Client(room.Cloud, "us-mars-1");
        var address = new Uri($"{room.Cloud.Server.Endpoint.GetLeftPart(UriPartial.Authority)}/room/x");

        Assert.Equal((HttpStatusCode.Forbidden, "AccessDenied"), Said(await GetAsync(room, address)));
        Assert.Equal("AuthorizationHeaderMalformed", (await mars.SendAsync("GET", "/room")).Code);
        using var late = new HttpRequestMessage(HttpMethod.Get, address);
        late.Headers.TryAddWithoutValidation("authorization", $"AWS4-HMAC-SHA256 Credential={SimulatedCloud.AccessKeyId}/20200101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0");
        late.Headers.TryAddWithoutValidation("x-amz-date", "20200101T000000Z");
        Assert.Equal((HttpStatusCode.Forbidden, "RequestTimeTooSkewed"), Said(await room.Client.SendAsync(late)));
        using var stranger = new HttpRequestMessage(HttpMethod.Get, address);
        stranger.Headers.TryAddWithoutValidation("authorization", "AWS4-HMAC-SHA256 Credential=AKIANOBODY/20200101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0");
        stranger.Headers.TryAddWithoutValidation("x-amz-date", "20200101T000000Z");
        Assert.Equal((HttpStatusCode.Forbidden, "InvalidAccessKeyId"), Said(await room.Client.SendAsync(stranger)));

        static (HttpStatusCode, string?) Said(S3Client.S3Answer answer) => (answer.Status, answer.Code);
    }

    private static async Task<S3Client.S3Answer> GetAsync(S3Room room, Uri address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address.OriginalString, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        return await room.Client.SendAsync(request);
    }

    private static Uri Old(S3Room room, long expires, string resource)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"GET\n\n\n{expires}\n/room/x{resource}");
        var signature = Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(SimulatedCloud.SecretAccessKey), Encoding.UTF8.GetBytes(text)));
        var separator = resource.Length == 0 ? '?' : '&';
        return new(string.Create(
            CultureInfo.InvariantCulture,
            $"{room.Cloud.Server.Endpoint.GetLeftPart(UriPartial.Authority)}/room/x{resource}{separator}AWSAccessKeyId={SimulatedCloud.AccessKeyId}&Expires={expires}&Signature={Uri.EscapeDataString(signature)}"));
    }
}

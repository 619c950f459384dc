using System.Text;
using Baton.Aws.Signing;
using Baton.Aws.Wire;

namespace Baton.Tests.Aws;

public sealed class SignatureTests
{
    private static readonly AwsCredentials Keys = new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
    private static readonly DateTimeOffset Then = new(2015, 8, 30, 12, 36, 0, TimeSpan.Zero);

    // From AWS's published test suite for Signature Version 4 (aws-sig-v4-test-suite).
    [Theory]
    [InlineData("GET", "", "", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")] // get-vanilla
    [InlineData("POST", "", "", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b")] // post-vanilla
    [InlineData("GET", "Param2=value2&Param1=value1", "", "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500")] // get-vanilla-query-order-key-case
    public void A_signature_is_the_one_that_AWS_publishes(string method, string query, string body, string expected)
    {
        var request = NewRequest(method, query, body);

        var headers = SignatureV4.Sign(request, Keys, new(Then, "us-east-1", "service"));

        Assert.EndsWith($"Signature={expected}", headers["authorization"], StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_signed_is_accepted() => Assert.Equal("AKIDEXAMPLE", Verifier().Verify(Signed(NewRequest("POST", "", "Action=X")), "ec2").AccessKeyId);

    [Fact]
    public void A_changed_body_is_refused() => Refuses("SignatureDoesNotMatch", Signed(NewRequest("POST", "", "Action=X")) with { Body = Encoding.UTF8.GetBytes("Action=Y") });

    [Fact]
    public void Nobody_signed_is_refused() => Refuses("MissingAuthenticationToken", NewRequest("POST", "", "Action=X"));

    [Fact]
    public void An_unknown_key_is_refused()
    {
        var signed = Sign(NewRequest("POST", "", "Action=X"), new AwsCredentials("AKIDOTHER", "x"), "ec2");

        Refuses("AuthFailure", signed);
    }

    [Fact]
    public void A_signature_for_another_service_is_refused() => Refuses("SignatureDoesNotMatch", Sign(NewRequest("POST", "", "Action=X"), Keys, "s3"));

    [Fact]
    public void A_signature_for_a_region_that_is_not_there_is_refused() =>
        Refuses("SignatureDoesNotMatch", Sign(NewRequest("POST", "", "Action=X"), Keys, "ec2", "moon-west-1"));

    [Fact]
    public void An_old_signature_is_refused()
    {
        var later = new SignatureVerifier(_ => Keys.SecretAccessKey, _ => true, new FixedTime(Then.AddHours(1)));

        Assert.Equal("RequestExpired", Assert.Throws<AwsException>(() => later.Verify(Signed(NewRequest("POST", "", "")), "ec2")).Code);
    }

    private static void Refuses(string code, SignableRequest request) => Assert.Equal(code, Assert.Throws<AwsException>(() => Verifier().Verify(request, "ec2")).Code);

    private static SignableRequest Signed(SignableRequest request) => Sign(request, Keys, "ec2");

    private static SignableRequest Sign(SignableRequest request, AwsCredentials keys, string service, string region = "us-east-1") =>
        request with { Headers = request.Headers.Concat(SignatureV4.Sign(request, keys, new(Then, region, service))).ToDictionary() };

    private static SignableRequest NewRequest(string method, string query, string body) => new()
    {
        Method = method,
        Path = "/",
        Query = query,
        Headers = new Dictionary<string, string> { ["host"] = "example.amazonaws.com" },
        Body = Encoding.UTF8.GetBytes(body),
    };

    private static SignatureVerifier Verifier() => new(id => id == Keys.AccessKeyId ? Keys.SecretAccessKey : null, region => region == "us-east-1", new FixedTime(Then));

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}

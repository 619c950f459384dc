using System.Net;
using System.Text;
using Baton.Aws.Client;
using Baton.Aws.Ec2;
using Baton.Aws.Signing;
using Baton.Aws.Wire;
using Baton.Engine.Problems;
using Baton.Tests.Fakes;
using static Baton.Tests.Fakes.ScriptedAws;

namespace Baton.Tests.Aws;

public sealed class AwsClientTests
{
    private const string Launched = "<RunInstancesResponse><reservationId>r-1</reservationId></RunInstancesResponse>";
    private const string Snapped = "<CreateSnapshotResponse><snapshotId>snap-1</snapshotId></CreateSnapshotResponse>";
    private const string Empty = "<DescribeInstancesResponse><reservationSet/></DescribeInstancesResponse>";
    private static readonly RunInstancesRequest Launch = new() { ImageId = "ami-1", MinCount = 1, MaxCount = 1, ClientToken = "token-1" };
    private static readonly CreateSnapshotRequest Snap = new() { VolumeId = "vol-1" };
    private static readonly DescribeInstancesRequest Describe = new();
    private readonly HurriedTime _time = new(TimeSpan.FromSeconds(30));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_arrives_signed_and_with_the_session_token()
    {
        using var aws = new ScriptedAws(Says(Empty));
        using var client = aws.Client(_time);

        await client.SendAsync(Describe, Token);

        var request = Assert.Single(aws.Requests);
        var headers = request.Headers.Concat(request.Content!.Headers).ToDictionary(header => header.Key.ToLowerInvariant(), header => string.Join(',', header.Value));
        headers["host"] = "ec2.test:4570";
        var signable = new SignableRequest { Method = "POST", Path = "/", Headers = headers, Body = Encoding.UTF8.GetBytes(aws.Bodies[0]) };
        Assert.Equal("AKIDEXAMPLE", new SignatureVerifier(_ => "secret", _ => true, _time).Verify(signable, "ec2").AccessKeyId);
        Assert.Equal("session", headers["x-amz-security-token"]);
    }

    [Fact]
    public async Task After_a_lost_answer_a_launch_is_sent_again_with_the_same_client_token()
    {
        using var aws = new ScriptedAws(Breaks(HttpRequestError.ResponseEnded), Says(Launched));
        using var client = aws.Client(_time);

        var reservation = await client.SendAsync(Launch, Token);

        Assert.Equal("r-1", reservation.ReservationId);
        Assert.Equal(2, aws.Bodies.Count);
        Assert.Contains("ClientToken=token-1", aws.Bodies[1], StringComparison.Ordinal);
        Assert.Equal(aws.Bodies[0], aws.Bodies[1]);
    }

    [Fact]
    public async Task What_would_be_made_twice_is_not_sent_again_after_a_lost_answer()
    {
        using var aws = new ScriptedAws(Breaks(HttpRequestError.ResponseEnded), Says(Snapped));
        using var client = aws.Client(_time);

        var error = await Assert.ThrowsAsync<BatonException>(() => client.SendAsync(Snap, Token));

        Assert.Equal("BTN0503", Assert.Single(error.Problems).Code);
        Assert.Single(aws.Bodies);
    }

    [Theory]
    [InlineData(HttpRequestError.ConnectionError)]
    [InlineData(HttpRequestError.NameResolutionError)]
    public async Task What_never_reached_AWS_is_sent_again_whatever_it_is(HttpRequestError failure)
    {
        using var aws = new ScriptedAws(Breaks(failure), Says(Snapped));
        using var client = aws.Client(_time);

        Assert.Equal("snap-1", (await client.SendAsync(Snap, Token)).SnapshotId);
    }

    [Fact]
    public async Task What_AWS_throttled_was_not_done_and_is_sent_again_after_longer_waits()
    {
        using var aws = new ScriptedAws(Refuses("RequestLimitExceeded", HttpStatusCode.ServiceUnavailable), Says(Snapped));
        using var client = aws.Client(_time);

        Assert.Equal("snap-1", (await client.SendAsync(Snap, Token)).SnapshotId);

        Assert.InRange(Assert.Single(_time.Waits), TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(1));
        Assert.True(RetryRules.Delay(1, throttled: true, 1) > RetryRules.Delay(1, throttled: false, 1));
    }

    [Fact]
    public async Task An_error_of_the_server_is_tried_again_until_the_tries_are_used_up()
    {
        using var aws = new ScriptedAws(Refuses("InternalError", HttpStatusCode.InternalServerError));
        using var client = aws.Client(_time, maxAttempts: 4);

        var error = await Assert.ThrowsAsync<AwsException>(() => client.SendAsync(Describe, Token));

        Assert.Equal("InternalError", error.Code);
        Assert.Equal("r-1", error.RequestId);
        Assert.Equal(4, aws.Bodies.Count);
    }

    [Theory]
    [InlineData("InvalidInstanceID.NotFound", HttpStatusCode.BadRequest)]
    [InlineData("UnauthorizedOperation", HttpStatusCode.Forbidden)]
    [InlineData("InsufficientInstanceCapacity", HttpStatusCode.InternalServerError)]
    public async Task A_no_is_not_asked_about_again(string code, HttpStatusCode status)
    {
        using var aws = new ScriptedAws(Refuses(code, status), Says(Launched));
        using var client = aws.Client(_time);

        Assert.Equal(code, (await Assert.ThrowsAsync<AwsException>(() => client.SendAsync(Launch, Token))).Code);

        Assert.Single(aws.Bodies);
    }

    [Theory]
    [InlineData("<html><body>Sign in to the hotel's network<br></body></html>")]
    [InlineData("not even that")]
    public async Task An_answer_that_is_not_from_AWS_is_a_problem_and_not_a_crash(string page)
    {
        using var aws = new ScriptedAws(Says(page));
        using var client = aws.Client(_time);

        Assert.Equal("BTN0507", (await Assert.ThrowsAsync<BatonException>(() => client.SendAsync(Describe, Token))).Problems.Single().Code);
    }

    [Fact]
    public async Task A_clock_that_is_wrong_is_set_by_the_clock_of_AWS_and_the_request_sent_again()
    {
        var there = _time.GetUtcNow().AddHours(3);
        using var aws = new ScriptedAws(
            () =>
            {
                var answer = Refuses("RequestExpired")();
                answer.Headers.Date = there;
                return answer;
            },
            Says(Empty));
        using var client = aws.Client(_time);

        await client.SendAsync(Describe, Token);

        Assert.Equal(there.ToString("yyyyMMdd'T'HH", null), aws.Requests[1].Headers.GetValues("x-amz-date").Single()[..11]);
    }

    [Fact]
    public async Task No_answer_within_the_time_is_a_problem_that_names_the_endpoint()
    {
        using var silent = new SilentHandler();
        var options = new AwsClientOptions { Region = "us-east-1", Credentials = _ => Task.FromResult(Keys), EndpointOf = _ => new("http://ec2.test/"), AttemptTimeout = TimeSpan.FromSeconds(20) };
        using var client = new AwsClient(options, silent, _time);

        var error = await Assert.ThrowsAsync<BatonException>(() => client.SendAsync(Describe, Token));

        Assert.Contains("http://ec2.test/", Assert.Single(error.Problems).Message, StringComparison.Ordinal);
        Assert.Equal(6, silent.Count);
    }

    private sealed class SilentHandler : HttpMessageHandler
    {
        public int Count { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Count++;
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException("unreachable");
        }
    }
}

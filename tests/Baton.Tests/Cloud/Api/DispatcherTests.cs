using System.Net;
using Baton.Aws.Ec2;
using Baton.Aws.Sts;
using Baton.Aws.Wire;
using Baton.Cloud.Faults;
using Baton.Engine.Problems;

namespace Baton.Tests.Cloud.Api;

public sealed class DispatcherTests
{
    [Fact]
    public async Task A_signed_request_is_answered_as_its_account()
    {
        await using var cloud = await SimulatedCloud.StartAsync();

        var identity = await cloud.SendAsync(new GetCallerIdentityRequest());

        Assert.Equal("123456789012", identity.Account);
    }

    [Fact]
    public async Task A_wrong_signature_is_refused()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        using var forger = cloud.ClientWith("another secret");

        var refused = await Assert.ThrowsAsync<AwsException>(() => forger.SendAsync(new DescribeInstancesRequest(), TestContext.Current.CancellationToken));

        Assert.Equal(("SignatureDoesNotMatch", HttpStatusCode.Forbidden), (refused.Code, refused.Status));
    }

    [Theory]
    [InlineData("Action=DescribeInstances&Version=2016-11-15", "MissingAuthenticationToken")]
    [InlineData("Action=GetCallerIdentity&Version=2011-06-15", "MissingAuthenticationToken")]
    public async Task An_unsigned_request_is_refused(string form, string code)
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        using var http = new HttpClient();
        using var content = new StringContent(form, null, "application/x-www-form-urlencoded");

        using var answer = await http.PostAsync(cloud.Server.Endpoint, content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains($"<Code>{code}</Code>", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("autoscaling", "application/x-www-form-urlencoded", "<ErrorResponse><Error><Code>NotImplemented</Code>")]
    [InlineData("dynamodb", "application/x-amz-json-1.0", "{\"__type\":\"NotImplemented\"")]
    public async Task A_service_that_is_not_there_is_refused_as_its_clients_read_it(string service, string contentType, string begin)
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, cloud.Server.Endpoint) { Content = new StringContent("", null, contentType) };
        request.Headers.TryAddWithoutValidation("Authorization", $"AWS4-HMAC-SHA256 Credential=AKIA/20261121/us-east-1/{service}/aws4_request, SignedHeaders=host, Signature=0");

        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);

        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotImplemented, answer.StatusCode);
        Assert.StartsWith(begin, body, StringComparison.Ordinal);
        Assert.Contains($"'{service}'", body.Replace("\\u0027", "'", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_action_that_is_not_there_is_an_InvalidAction()
    {
        await using var cloud = await SimulatedCloud.StartAsync();

        Assert.Equal("InvalidAction", await cloud.RefusedAsync(new GetPasswordDataRequest { InstanceId = "i-12345678" }));
    }

    [Fact]
    public async Task A_dry_run_says_that_it_would_have_succeeded_and_makes_nothing()
    {
        await using var cloud = await SimulatedCloud.StartAsync();

        var code = await cloud.RefusedAsync(new AllocateAddressRequest { DryRun = true });

        Assert.Equal("DryRunOperation", code);
        Assert.Empty((await cloud.SendAsync(new DescribeAddressesRequest())).Addresses);
    }

    [Fact]
    public async Task A_fault_strikes_as_often_as_it_was_asked_to()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        cloud.Server.Faults.Add(new() { Action = "DescribeVpcs", Kind = FaultKind.Error, Code = "RequestLimitExceeded", Times = 1 });

        var refused = await Assert.ThrowsAsync<AwsException>(() => cloud.SendAsync(new DescribeVpcsRequest()));

        Assert.Equal(("RequestLimitExceeded", HttpStatusCode.ServiceUnavailable), (refused.Code, refused.Status));
        Assert.Single((await cloud.SendAsync(new DescribeVpcsRequest())).Vpcs);
    }

    [Fact]
    public async Task A_lost_response_hides_an_effect_that_took_place()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        cloud.Server.Faults.Add(new() { Action = "AllocateAddress", Kind = FaultKind.ResponseLost, Times = 1 });

        await Assert.ThrowsAsync<BatonException>(() => cloud.SendAsync(new AllocateAddressRequest()));

        Assert.Single((await cloud.SendAsync(new DescribeAddressesRequest())).Addresses);
    }

    [Fact]
    public async Task A_taken_port_is_said_so()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var port = cloud.Server.Endpoint.Port;

        var failure = await Assert.ThrowsAsync<BatonException>(() => SimulatedCloud.StartAsync(options => options with { Port = port }));

        Assert.Equal("BTN0711", failure.Problems[0].Code);
    }

    [Fact]
    public async Task A_folder_belongs_to_one_cloud()
    {
        await using var cloud = await SimulatedCloud.StartAsync();

        var failure = await Assert.ThrowsAsync<BatonException>(() =>
            SimulatedCloud.StartAsync(options => options with { StateDirectory = Path.Combine(cloud.Folder, "state") }));

        Assert.Equal("BTN0713", failure.Problems[0].Code);
    }
}

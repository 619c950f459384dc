using System.Net;
using Baton.Aws.Ec2;
using Baton.Aws.Wire;

namespace Baton.Tests.Cloud.Api;

public sealed class ThrottleTests
{
    [Fact]
    public async Task A_bucket_that_is_empty_refuses_its_action_and_no_other()
    {
        await using var cloud = await SimulatedCloud.StartAsync(options => options with { Throttled = true });
        AwsException refused;
        var allowed = -1;
        do
        {
            refused = await Assert.ThrowsAsync<AwsException>(() => cloud.SendAsync(new AllocateAddressRequest { DryRun = true }));

            // A slow computer lets the bucket fill up meanwhile, but not for ever.
            Assert.InRange(++allowed, 0, 5000);
        }
        while (refused.Code == "DryRunOperation");

        Assert.Equal(("RequestLimitExceeded", HttpStatusCode.ServiceUnavailable), (refused.Code, refused.Status));
        Assert.InRange(allowed, 50, 5000);
        Assert.Single((await cloud.SendAsync(new DescribeVpcsRequest())).Vpcs);
    }
}

using Baton.Aws.Client;
using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Tests.Fakes;
using static Baton.Tests.Fakes.ScriptedAws;

namespace Baton.Tests.Aws;

public sealed class PagingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_are_followed_by_their_tokens_with_the_same_question()
    {
        using var aws = new ScriptedAws(Page("vol-1", "a&b"), Page("vol-2", ""));
        using var client = aws.Client(TimeProvider.System);

        var found = await client.AllAsync(
            new DescribeVolumesRequest { Filters = [new() { Name = "tag:baton:run", Values = ["image-1"] }] }, page => page.Volumes, Token);

        Assert.Equal(["vol-1", "vol-2"], found.Select(volume => volume.VolumeId));
        Assert.DoesNotContain("NextToken", aws.Bodies[0], StringComparison.Ordinal);
        Assert.Equal(aws.Bodies[0] + "&NextToken=a%26b", aws.Bodies[1]);
    }

    [Fact]
    public async Task Pages_that_would_go_round_in_a_circle_end_in_an_error()
    {
        using var aws = new ScriptedAws(Page("vol-1", "a"));
        using var client = aws.Client(TimeProvider.System);

        await Assert.ThrowsAsync<AwsException>(() => client.AllAsync(new DescribeVolumesRequest(), page => page.Volumes, Token));
    }

    private static Func<HttpResponseMessage> Page(string volume, string next) => Says(
        $"<DescribeVolumesResponse><volumeSet><item><volumeId>{volume}</volumeId></item></volumeSet><nextToken>{next.Replace("&", "&amp;", StringComparison.Ordinal)}</nextToken></DescribeVolumesResponse>");
}

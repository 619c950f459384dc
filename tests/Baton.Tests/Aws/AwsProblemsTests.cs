using Baton.Aws.Client;
using Baton.Aws.Wire;

namespace Baton.Tests.Aws;

public sealed class AwsProblemsTests
{
    [Fact]
    public void A_missing_permission_is_told_without_what_only_AWS_can_read()
    {
        var error = new AwsException("UnauthorizedOperation", "You are not authorized to perform this operation. User: x is not authorized to perform: ec2:RunInstances. Encoded authorization failure message: 7tz1PZabcdef");

        var problem = AwsProblems.From(error);

        Assert.Equal("BTN0510", problem.Code);
        Assert.EndsWith("ec2:RunInstances.", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("InsufficientInstanceCapacity", "BTN0512")]
    [InlineData("AddressLimitExceeded", "BTN0514")]
    [InlineData("InvalidAMIName.Duplicate", "BTN0515")]
    [InlineData("VolumeLimitExceeded", "BTN0517")]
    [InlineData("InsufficientVolumeCapacity", "BTN0520")]
    [InlineData("SomethingNew", "BTN0519")]
    public void What_AWS_says_is_told_under_a_code_of_its_kind(string code, string expected)
    {
        var problem = AwsProblems.From(new(code, "what it said", requestId: "r-1"));

        Assert.Equal(expected, problem.Code);
        Assert.Contains("what it said", problem.Message, StringComparison.Ordinal);
        Assert.NotEmpty(problem.Hint);
    }
}

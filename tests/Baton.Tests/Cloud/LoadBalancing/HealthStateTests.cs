using Baton.Cloud.LoadBalancing.Health;
using Baton.Cloud.State;

namespace Baton.Tests.Cloud.LoadBalancing;

public sealed class HealthStateTests
{
    private static readonly HealthCheckRecord s_check = new() { Protocol = "HTTP", Port = "traffic-port", Path = "/", Codes = "200", IntervalSeconds = 30, TimeoutSeconds = 5, HealthyThreshold = 3, UnhealthyThreshold = 2 };

    [Theory]
    [InlineData("", "initial Elb.RegistrationInProgress")]
    [InlineData("+", "healthy ")]
    [InlineData("-", "initial Elb.InitialHealthChecking")]
    [InlineData("-+", "healthy ")]
    [InlineData("--", "unhealthy Target.ResponseCodeMismatch")]
    [InlineData("--++", "unhealthy Target.ResponseCodeMismatch")]
    [InlineData("--+++", "healthy ")]
    [InlineData("--++-++", "unhealthy Target.ResponseCodeMismatch")]
    [InlineData("+-", "healthy ")]
    [InlineData("+-+-", "healthy ")]
    [InlineData("+--", "unhealthy Target.ResponseCodeMismatch")]
    [InlineData("+--.", "unhealthy Target.Timeout")]
    public void Answers_in_a_row_decide_about_a_target(string answers, string expected)
    {
        var state = answers.Aggregate(HealthState.Registering, (state, answer) => state.After(answer switch { '+' => ProbeResult.Good, '-' => ProbeResult.Mismatch(500), _ => ProbeResult.TimedOut }, s_check));

        Assert.Equal(expected, $"{state.State} {state.Reason}");
    }

    [Theory]
    [InlineData("200", 200, true)]
    [InlineData("200", 204, false)]
    [InlineData("200,204", 204, true)]
    [InlineData("200-399", 302, true)]
    [InlineData("200-299,418", 418, true)]
    public void Statuses_are_good_as_the_matcher_says(string codes, int code, bool isGood) => Assert.Equal(isGood, CodeMatcher.Matches(codes, code));
}

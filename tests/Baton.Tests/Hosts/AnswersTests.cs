using Baton.Engine.Problems;
using Baton.Hosts;
using Baton.Hosts.Postgres;
using Baton.Hosts.Units;

namespace Baton.Tests.Hosts;

public sealed class AnswersTests
{
    [Fact]
    public void A_value_may_hold_the_equals_sign_and_a_key_may_come_again()
    {
        var answers = Answers.Parse("a=1\nb=x=y\na=2\nnonsense\nempty=\nrow=1\t2\n");
        Assert.Equal(["1", "2"], answers.All("a"));
        Assert.Equal("x=y", answers.Text("b"));
        Assert.Null(answers.Find("empty"));
        Assert.Equal(["1", "2"], Assert.Single(answers.Rows("row")));
    }

    [Fact]
    public async Task A_problem_that_a_script_names_reaches_the_operator_with_its_own_code()
    {
        var host = new OneAnswer(new(10, "problem=unit-held\tpostgresql@15-main.service\n", ""));
        var exception = await Assert.ThrowsAsync<BatonException>(() => new Services(host).StartAsync(["x"], TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken));
        Assert.Equal("BTN0325", Assert.Single(exception.Problems).Code);
        Assert.Contains("postgresql@15-main.service", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_that_fails_without_a_name_for_it_shows_its_own_words()
    {
        var host = new OneAnswer(new(3, "", "disk on fire\n"));
        var exception = await Assert.ThrowsAsync<BatonException>(() => new Services(host).StopAsync(["x"], TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken));
        Assert.Equal("BTN0320", Assert.Single(exception.Problems).Code);
        Assert.Contains("disk on fire", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0/3000148", 0x3000148)]
    [InlineData("16/B374D848", 0x16B374D848)]
    public void A_position_in_the_log_is_read_and_written_as_PostgreSQL_does(string text, long value)
    {
        Assert.Equal((ulong)value, WalPosition.Parse(text).Value);
        Assert.Equal(text, WalPosition.Parse(text).ToString());
    }

    private sealed class OneAnswer(HostResult result) : IHost
    {
        public string Name => "here";

        public Task<HostResult> RunAsync(HostScript script, CancellationToken cancellationToken) => Task.FromResult(result);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

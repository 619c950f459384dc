using Baton.Operations.Assessing;

namespace Baton.Tests.Assessing;

public sealed class UsageCycleTests
{
    [Fact]
    public async Task An_office_application_is_switched_at_the_weekend_after_a_weeks_notice()
    {
        var usage = await ReadAsync(28, (day, hour) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0 : hour is >= 8 and < 18 ? 100 + (hour == 10 && day.DayOfWeek == DayOfWeek.Monday ? 50 : 0) : 1);

        Assert.Equal((DayOfWeek.Monday, 10), (usage!.BusiestDay, usage.BusiestHour));
        Assert.True(usage.QuietestDay is DayOfWeek.Saturday or DayOfWeek.Sunday);
        Assert.Equal(7, usage.NoticeDays);
        Assert.Equal(0, usage.QuietShare);
    }

    [Fact]
    public async Task What_is_used_on_all_days_alike_is_switched_in_the_middle_of_the_night()
    {
        var usage = await ReadAsync(14, (_, hour) => hour is >= 1 and < 6 ? 2 : 80);

        Assert.InRange(usage!.QuietestHour, 1, 4);
        Assert.Equal(3, usage.NoticeDays);
    }

    [Fact]
    public async Task What_is_used_once_a_month_needs_a_notice_over_such_a_day()
    {
        var usage = await ReadAsync(28, (day, hour) => day.Day == 26 && hour is >= 8 and < 18 ? 1000 : hour == 9 ? 5 : 0);

        Assert.Equal(14, usage!.NoticeDays);
        Assert.Contains("2026-10-26", usage.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1000)]
    [InlineData(14, 0)]
    public async Task Too_few_logs_show_no_cycle(int days, int requests) => Assert.Null(await ReadAsync(days, (_, hour) => hour == 9 ? requests : 0));

    private static async Task<UsageCycle?> ReadAsync(int days, Func<DateOnly, int, int> requests)
    {
        var answers = ShopServer.Answers();
        answers["web"] += "\n" + ShopServer.Usage(days, requests);
        return (await ShopServer.ReportAsync(answers)).Usage;
    }
}

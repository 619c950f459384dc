using System.Globalization;
using Baton.Operations.Announcing;

namespace Baton.Operations.Assessing;

/// <summary>Whether a time that was chosen fits how the sites are used.</summary>
public static class NoticeAdvice
{
    public static IReadOnlyList<string> Of(UsageCycle usage, Happening happening, DateTimeOffset now)
    {
        var advice = new List<string> { $"Tell the users {Days(usage.NoticeDays)} before. {usage.Why}" };
        var left = (happening.Start - now).TotalDays;
        if (left < usage.NoticeDays)
        {
            advice.Add(string.Create(CultureInfo.InvariantCulture, $"It begins in {left:0.0} days: that is less."));
        }

        var local = TimeZoneInfo.ConvertTime(happening.Start, happening.Zone);
        if (local.DayOfWeek == usage.BusiestDay && Math.Abs(local.Hour - usage.BusiestHour) <= 1)
        {
            advice.Add($"{local.DayOfWeek} at that hour is when most people use it.");
        }

        if (local.DayOfWeek != usage.QuietestDay || Math.Abs(local.Hour - usage.QuietestHour) > 2)
        {
            // The hour as the server counts it; a person reads 0:01 and not a time that might be the end of the day.
            advice.Add($"The quietest two hours of its week begin {usage.QuietestDay} at {usage.QuietestHour.ToString(CultureInfo.InvariantCulture)}:01 by the server's clock.");
        }

        return advice;
    }

    private static string Days(int days) => days == 1 ? "a day" : $"{days.ToString(CultureInfo.InvariantCulture)} days";
}

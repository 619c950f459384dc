using Baton.Hosts.Assessing.Applications;

namespace Baton.Operations.Assessing;

/// <summary>Finds the quiet hours of a week, and how long beforehand users who come that often must be told.</summary>
internal static class UsageReader
{
    private const int HoursOfWeek = 7 * 24;
    private const int FewestRequests = 100;

    public static UsageCycle? Read(IReadOnlyList<UsageHour> hours)
    {
        var requests = hours.Sum(hour => hour.Requests);
        if (requests < FewestRequests || hours.Select(hour => hour.Day).Distinct().Count() < 2)
        {
            return null;
        }

        var (from, to) = (hours.Min(hour => hour.Day), hours.Max(hour => hour.Day));
        var week = new double[HoursOfWeek];
        foreach (var hour in hours)
        {
            week[((int)hour.Day.DayOfWeek * 24) + hour.Hour] += hour.Requests;
        }

        // A log of ten days has two Mondays and one Thursday.
        var days = Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).GroupBy(day => from.AddDays(day).DayOfWeek).ToDictionary(group => (int)group.Key, group => group.Count());
        for (var hour = 0; hour < HoursOfWeek; hour++)
        {
            week[hour] = days.TryGetValue(hour / 24, out var times) ? week[hour] / times : double.PositiveInfinity;
        }

        var quiet = Enumerable.Range(0, HoursOfWeek).MinBy(hour => Around(week, hour));
        var busy = Enumerable.Range(0, HoursOfWeek).Where(hour => double.IsFinite(week[hour])).MaxBy(hour => week[hour]);
        var (notice, why) = Notice(hours, from, to);
        return new()
        {
            From = from,
            To = to,
            Requests = requests,
            BusiestDay = (DayOfWeek)(busy / 24),
            BusiestHour = busy % 24,
            QuietestDay = (DayOfWeek)(quiet / 24),
            QuietestHour = quiet % 24,
            QuietShare = (week[quiet] + week[(quiet + 1) % HoursOfWeek]) / week.Where(double.IsFinite).Sum(),
            NoticeDays = notice,
            Why = why,
        };
    }

    /// <summary>The two hours count; those beside them decide between equals, so that the window lies in the middle of the night.</summary>
    private static double Around(double[] week, int hour)
    {
        double At(int offset) => week[(hour + offset + HoursOfWeek) % HoursOfWeek];
        var beside = At(-2) + At(-1) + At(2) + At(3);
        return At(0) + At(1) + (double.IsFinite(beside) ? beside / 100 : 1);
    }

    /// <summary>Everybody who uses it should have been there once after the notice went up.</summary>
    private static (int Days, string Why) Notice(IReadOnlyList<UsageHour> hours, DateOnly from, DateOnly to)
    {
        var perDay = hours.GroupBy(hour => hour.Day).ToDictionary(group => group.Key, group => group.Sum(hour => hour.Requests));
        var length = to.DayNumber - from.DayNumber + 1;
        var average = perDay.Values.Sum() / (double)length;
        var peaks = perDay.Where(day => day.Value > 3 * average).Select(day => day.Key).ToList();
        if (length >= 21 && peaks is [var peak, ..] && peaks.Count <= 2 + (length / 28 * 2))
        {
            return (14, $"Most requests come on few days of the month (such as {peak:yyyy-MM-dd}): who comes once a month sees the notice only if it stands over such a day.");
        }

        var weekend = perDay.Where(day => day.Key.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday).Sum(day => day.Value);
        var weekly = length >= 7 && weekend < 0.1 * perDay.Values.Sum();
        return weekly
            ? (7, "It is used on working days: a week's notice reaches everybody who comes once a week.")
            : (3, "It is used on all days alike: three days' notice reaches the regular users; tell the rare ones by mail.");
    }
}

using Baton.Operations.Announcing;

namespace Baton.Tests.Announcing;

public sealed class TimeWordsTests
{
    private static readonly TimeZoneInfo s_berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("2026-11-28T21:00Z", 30, "Saturday, November 28, 2026, from 10:00pm to 10:30pm (Europe/Berlin, UTC+1)")]
    [InlineData("2026-11-28T22:30Z", 60, "Saturday, November 28, 2026, from 11:30pm to Sunday, November 29, 2026, 12:30am (Europe/Berlin, UTC+1)")]
    [InlineData("2026-11-28T22:00Z", 60, "Saturday, November 28, 2026, from 11:00pm to 11:59pm (Europe/Berlin, UTC+1)")]
    [InlineData("2026-11-28T23:00Z", 60, "Sunday, November 29, 2026, from 12:01am to 1:00am (Europe/Berlin, UTC+1)")]
    [InlineData("2026-11-28T11:00Z", 60, "Saturday, November 28, 2026, from 12:01pm to 1:00pm (Europe/Berlin, UTC+1)")]
    [InlineData("2026-11-28T10:00Z", 60, "Saturday, November 28, 2026, from 11:00am to 11:59am (Europe/Berlin, UTC+1)")]
    [InlineData("2026-07-04T21:00Z", 90, "Saturday, July 4, 2026, from 11:00pm to Sunday, July 5, 2026, 12:30am (Europe/Berlin, UTC+2)")]
    public void A_window_is_said_with_day_hour_and_zone_and_never_begins_or_ends_at_twelve(string start, int minutes, string expected)
    {
        var words = TimeWords.Window(DateTimeOffset.Parse(start, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromMinutes(minutes), s_berlin);

        Assert.Equal(expected, words);
        Assert.Empty(TimeWords.Ambiguous(words));
    }

    [Fact]
    public void No_minute_of_a_day_is_ever_said_in_a_way_that_is_read_twice()
    {
        var day = new DateTimeOffset(2026, 11, 27, 23, 0, 0, TimeSpan.Zero);
        foreach (var zone in (string[])["Europe/Berlin", "UTC", "Asia/Kolkata", "America/St_Johns", "Pacific/Auckland"])
        {
            var info = TimeZoneInfo.FindSystemTimeZoneById(zone);
            for (var minute = 0; minute < 24 * 60; minute++)
            {
                var text = TimeWords.Window(day.AddMinutes(minute), TimeSpan.FromMinutes(45), info) + TimeWords.Until(day.AddMinutes(minute), info);
                Assert.Empty(TimeWords.Ambiguous(text));
            }
        }
    }

    [Theory]
    [InlineData("We begin at 12:00.")]
    [InlineData("at 12:00pm")]
    [InlineData("at 12 a.m. sharp")]
    [InlineData("12pm")]
    [InlineData("around Midnight")]
    [InlineData("mid-night")]
    [InlineData("at noon")]
    [InlineData("from 00:00 to 1:00")]
    [InlineData("until 24:00")]
    [InlineData("12 o'clock")]
    [InlineData("um Mitternacht")]
    [InlineData("0:00 Uhr")]
    public void Words_that_people_read_in_two_ways_are_found(string text) => Assert.NotEmpty(TimeWords.Ambiguous(text));

    [Theory]
    [InlineData("12:01am to 11:59pm")]
    [InlineData("UTC+12:00, 10:12:00, version 12.00, port 12000, room 112:00")]
    [InlineData("afternoon, noontide")]
    [InlineData("12 people")]
    public void Other_words_are_left_alone(string text) => Assert.Empty(TimeWords.Ambiguous(text));

    [Theory]
    [InlineData(0.5, "1 minute")]
    [InlineData(30, "30 minutes")]
    [InlineData(60, "1 hour")]
    [InlineData(90, "1 hour 30 minutes")]
    [InlineData(121, "2 hours 1 minute")]
    public void A_duration_is_said_in_words(double minutes, string expected) => Assert.Equal(expected, TimeWords.Duration(TimeSpan.FromMinutes(minutes)));
}

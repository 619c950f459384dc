using System.Globalization;
using System.Text.RegularExpressions;

namespace Baton.Operations.Announcing;

/// <summary>
/// Times as nobody misreads them: weekday, date, hour and zone; and never noon or midnight, which half of all readers put on the wrong day or half of the day.
/// </summary>
public static partial class TimeWords
{
    /// <summary>"Saturday, November 28, 2026, from 10:00pm to 10:30pm (Europe/Berlin, UTC+1)".</summary>
    public static string Window(DateTimeOffset start, TimeSpan length, TimeZoneInfo zone)
    {
        var (from, to) = (Began(start, zone), Ended(start + length, zone));
        var end = from.Date == to.Date ? Clock(to) : $"{Date(to)}, {Clock(to)}";
        return $"{Date(from)}, from {Clock(from)} to {end} ({Zone(start, zone)})";
    }

    /// <summary>"Saturday, November 28, 2026".</summary>
    public static string Day(DateTimeOffset start, TimeZoneInfo zone) => Date(Began(start, zone));

    /// <summary>"10:00pm on Saturday, November 28, 2026 (Europe/Berlin, UTC+1)": by when it is over.</summary>
    public static string Until(DateTimeOffset end, TimeZoneInfo zone)
    {
        var at = Ended(end, zone);
        return $"{Clock(at)} on {Date(at)} ({Zone(end, zone)})";
    }

    /// <summary>"1 hour 30 minutes".</summary>
    public static string Duration(TimeSpan length)
    {
        var minutes = (int)Math.Ceiling(length.TotalMinutes);
        string[] parts = [.. Part(minutes / 60, "hour"), .. Part(minutes % 60, "minute")];
        return parts.Length == 0 ? "less than a minute" : string.Join(' ', parts);
    }

    /// <summary>The words of a text that name a time which people read in two ways.</summary>
    public static IReadOnlyList<string> Ambiguous(string text) => [.. AmbiguousTime().Matches(text).Select(match => match.Value)];

    /// <summary>Something that begins at midnight is said to begin a minute later.</summary>
    private static DateTimeOffset Began(DateTimeOffset moment, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(moment, zone);
        return IsTwelve(local) ? local.AddMinutes(1) : local;
    }

    /// <summary>And what ends then, a minute earlier: 11:59pm is on the day that is meant.</summary>
    private static DateTimeOffset Ended(DateTimeOffset moment, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(moment, zone);
        return IsTwelve(local) ? local.AddMinutes(-1) : local;
    }

    private static bool IsTwelve(DateTimeOffset local) => local is { Hour: 0 or 12, Minute: 0 };

    private static string Date(DateTimeOffset local) => local.ToString("dddd, MMMM d, yyyy", CultureInfo.InvariantCulture);

    private static string Clock(DateTimeOffset local) => local.ToString("h:mmtt", CultureInfo.InvariantCulture).ToLowerInvariant();

    private static string Zone(DateTimeOffset moment, TimeZoneInfo zone)
    {
        var offset = zone.GetUtcOffset(moment);
        var hours = offset == TimeSpan.Zero ? "" : $"{(offset < TimeSpan.Zero ? "-" : "+")}{Math.Abs(offset.Hours).ToString(CultureInfo.InvariantCulture)}{(offset.Minutes == 0 ? "" : $":{Math.Abs(offset.Minutes).ToString("00", CultureInfo.InvariantCulture)}")}";
        return zone.Id == "UTC" ? "UTC" : $"{zone.Id}, UTC{hours}";
    }

    private static IEnumerable<string> Part(int number, string noun) => number == 0 ? [] : [$"{number.ToString(CultureInfo.InvariantCulture)} {noun}{(number == 1 ? "" : "s")}"];

    // 12:00 in any writing, 0:00 and 24:00, "12 am"; not UTC+12:00, which is no time of day, and not the end of 10:12:00 or 112:00.
    [GeneratedRegex(
        @"(?<![\d:.+\-−])(?:(?:12|0?0|24)(?:[:h]00(?::00)?)(?!\d)(?:\s*[ap]\.?m\b\.?)?|(?:12|0?0|24)\.00\s*(?:[ap]\.?m\b|uhr)|12\s*(?:[ap]\.?m\b\.?|o'?clock|uhr)|(?:0|24)\s*uhr)|\b(?:mid-?night|mid-?day|noon(?:time)?|mitternachts?|mittags?)\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AmbiguousTime();
}

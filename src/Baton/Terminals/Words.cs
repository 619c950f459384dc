using System.Globalization;
using System.Text;
using Baton.Engine.Journal;

namespace Baton.Terminals;

/// <summary>Figures and names as people read them.</summary>
internal static class Words
{
    /// <summary>"340 ms", "12.3 s", "3 min 05 s", "2 h 04 min".</summary>
    public static string Duration(TimeSpan duration) => duration.TotalSeconds switch
    {
        < 1 => Invariant($"{duration.TotalMilliseconds:0} ms"),
        < 59.95 => Invariant($"{duration.TotalSeconds:0.0} s"),
        < 3599.5 => Long(Math.Round(duration.TotalSeconds), 60, "min", "s"),
        _ => Long(Math.Round(duration.TotalMinutes), 60, "h", "min"),
    };

    /// <summary>A time that was planned and not measured: no more digits than are known.</summary>
    public static string Estimate(TimeSpan duration) => duration.TotalSeconds switch
    {
        < 1 => Invariant($"~{duration.TotalMilliseconds:0} ms"),
        < 120 => Invariant($"~{duration.TotalSeconds:0.#} s"),
        _ => Invariant($"~{duration.TotalMinutes:0} min"),
    };

    public static string Bytes(double bytes) => bytes switch
    {
        < 1024 => Invariant($"{bytes:0} B"),
        < 1024 * 1024 => Invariant($"{bytes / 1024:0.0} KiB"),
        < 1024.0 * 1024 * 1024 => Invariant($"{bytes / 1024 / 1024:0.0} MiB"),
        _ => Invariant($"{bytes / 1024 / 1024 / 1024:0.0} GiB"),
    };

    public static string Dollars(decimal perHour) => perHour == 0 ? "" : Invariant($"${perHour:0.00##}/h");

    /// <summary>"imageId" is "image id".</summary>
    public static string Name(string camelCase)
    {
        var words = new StringBuilder();
        foreach (var character in camelCase)
        {
            if (char.IsAsciiLetterUpper(character))
            {
                words.Append(' ').Append(char.ToLowerInvariant(character));
            }
            else
            {
                words.Append(character);
            }
        }

        return words.ToString();
    }

    /// <summary>Takes the unit from the end of the name: ("writePauseMs", 87) is ("write pause", "87 ms").</summary>
    public static (string Name, string Value) Figure(Measurement measurement)
    {
        var (name, value) = (measurement.Name, measurement.Value);
        return Cut(name, "Ms") is { } ms ? (ms, Duration(TimeSpan.FromMilliseconds(value)))
            : Cut(name, "Seconds") is { } seconds ? (seconds, Duration(TimeSpan.FromSeconds(value)))
            : Cut(name, "Bytes") is { } bytes ? (bytes, Bytes(value))
            : Cut(name, "MiB") is { } mebibytes ? (mebibytes, Invariant($"{value:0} MiB"))
            : (Name(name), Invariant($"{value:0.###}"));
    }

    /// <summary>One line of at most that many columns.</summary>
    public static string Shorten(string text, int width)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= width ? line : width <= 1 ? "…" : line[..(width - 1)] + "…";
    }

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " UTC";

    private static string? Cut(string name, string unit) =>
        name.Length > unit.Length && name.EndsWith(unit, StringComparison.Ordinal) ? Name(name[..^unit.Length]) : null;

    private static string Long(double units, double inOne, string large, string small) =>
        Invariant($"{Math.Floor(units / inOne):0} {large} {units % inOne:00} {small}");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}

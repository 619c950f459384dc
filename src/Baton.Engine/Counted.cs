using System.Globalization;

namespace Baton.Engine;

/// <summary>Numbers with the things they count: "1 step", "2 steps".</summary>
public static class Counted
{
    /// <param name="noun">In the singular; its plural ends in s.</param>
    public static string Of(long number, string noun) => string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? "" : "s")}");
}

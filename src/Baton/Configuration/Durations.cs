using System.Globalization;

namespace Baton.Configuration;

internal static class Durations
{
    /// <summary>"500ms", "30s", "1.5m", "6h".</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        var digits = text.TakeWhile(character => char.IsAsciiDigit(character) || character == '.').Count();
        duration = TimeSpan.Zero;
        if (!double.TryParse(text.AsSpan(0, digits), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > 1e9)
        {
            return false;
        }

        TimeSpan? unit = text[digits..].Trim() switch
        {
            "ms" => TimeSpan.FromMilliseconds(1),
            "s" => TimeSpan.FromSeconds(1),
            "m" or "min" => TimeSpan.FromMinutes(1),
            "h" => TimeSpan.FromHours(1),
            _ => null,
        };
        if (unit is null)
        {
            return false;
        }

        duration = unit.Value * number;
        return true;
    }
}

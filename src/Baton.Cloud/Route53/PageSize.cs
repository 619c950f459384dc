using System.Globalization;

namespace Baton.Cloud.Route53;

/// <summary>MaxItems, which is a text in this API.</summary>
internal static class PageSize
{
    public static int Of(string? text, int most)
    {
        if (text is null)
        {
            return most;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1
            ? Math.Min(number, most)
            : throw Route53Errors.InvalidInput($"Value '{text}' at 'maxItems' failed to satisfy constraint: Member must be a number that is greater than or equal to 1");
    }

    public static string Text(int size) => size.ToString(CultureInfo.InvariantCulture);
}

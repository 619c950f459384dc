using System.Globalization;
using System.Text;

namespace Baton.Cloud.Server;

/// <summary>One page of an answer, and the token of the next.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? NextToken)
{
    /// <summary>Cuts a page out. Without MaxResults everything is one page.</summary>
    public static Page<T> Of(IEnumerable<T> all, int? maxResults, string? token, int least = 5)
    {
        if (maxResults is { } size && (size < least || size > 1000))
        {
            throw Ec2Errors.InvalidValue($"Value ( {size} ) for parameter maxResults is invalid. Expecting a value between {least} and 1000.");
        }

        var items = all.ToList();
        var start = token is null ? 0 : Parse(token);
        var end = maxResults is null ? items.Count : Math.Min(items.Count, start + maxResults.Value);
        return new(items[Math.Min(start, items.Count)..end], end < items.Count ? Token(end) : null);
    }

    private static string Token(int start) => Convert.ToBase64String(Encoding.ASCII.GetBytes($"from:{start.ToString(CultureInfo.InvariantCulture)}"));

    private static int Parse(string token)
    {
        try
        {
            var text = Encoding.ASCII.GetString(Convert.FromBase64String(token));
            if (text.StartsWith("from:", StringComparison.Ordinal) && int.TryParse(text["from:".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var start))
            {
                return start;
            }
        }
        catch (FormatException)
        {
            // Said below.
        }

        throw new Baton.Aws.Wire.AwsException("InvalidNextToken", "The specified next token is invalid.");
    }
}

namespace Baton.Configuration;

/// <summary>Guesses what somebody meant who wrote something near it.</summary>
internal static class Spelling
{
    /// <summary>The nearest of the known words, or null when none is near.</summary>
    public static string? Nearest(string written, IEnumerable<string> known)
    {
        var best = known.Select(word => (Word: word, Distance: Distance(written, word))).OrderBy(pair => pair.Distance).FirstOrDefault();
        return best.Word is not null && best.Distance <= Math.Max(1, written.Length / 3) ? best.Word : null;
    }

    /// <summary>Levenshtein's distance, one row at a time.</summary>
    private static int Distance(string left, string right)
    {
        var previous = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var current = new int[right.Length + 1];
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(previous[j], current[j - 1]) + 1);
            }

            previous = current;
        }

        return previous[right.Length];
    }
}

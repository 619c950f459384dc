namespace Baton.Cloud.Server;

/// <summary>
/// A filter's value: * stands for any characters, ? for one, and a backslash takes that meaning away: \*amazon\?\\ is the literal *amazon?\ (DescribeInstances, Filter).
/// </summary>
internal sealed class Wildcard
{
    // Private characters of Unicode stand for the wildcards, so that what was escaped needs no mark of its own.
    private const char Any = '\uE000';
    private const char One = '\uE001';

    private readonly string _pattern;

    public Wildcard(string text)
    {
        var pattern = new System.Text.StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            var isEscape = text[index] == '\\' && index + 1 < text.Length && text[index + 1] is '*' or '?' or '\\';
            pattern.Append(isEscape ? text[++index] : text[index] switch { '*' => Any, '?' => One, var other => other });
        }

        _pattern = pattern.ToString();
    }

    /// <summary>Whether the whole value matches. Linear in most cases, and never worse than the two lengths multiplied.</summary>
    public bool IsMatch(string value)
    {
        var (at, next, star, retry) = (0, 0, -1, 0);
        while (at < value.Length)
        {
            if (next < _pattern.Length && _pattern[next] == Any)
            {
                (star, retry) = (next++, at);
            }
            else if (next < _pattern.Length && (_pattern[next] == One || _pattern[next] == value[at]))
            {
                (at, next) = (at + 1, next + 1);
            }
            else if (star >= 0)
            {
                (at, next) = (++retry, star + 1);
            }
            else
            {
                return false;
            }
        }

        return _pattern.AsSpan(next).IndexOfAnyExcept(Any) < 0;
    }
}

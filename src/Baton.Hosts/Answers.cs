using System.Globalization;

namespace Baton.Hosts;

/// <summary>
/// What a script answered: lines of <c>key=value</c>. A key may come more than once (a list); a value may have fields, separated by tabs.
/// A key that is not there is a bug in the script, not the operator's business.
/// </summary>
public sealed class Answers
{
    private readonly List<(string Key, string Value)> _lines = [];

    private Answers()
    {
    }

    public static Answers Parse(string output)
    {
        var answers = new Answers();
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                answers._lines.Add((line[..equals], line[(equals + 1)..]));
            }
        }

        return answers;
    }

    public string? Find(string key) => _lines.FindLast(line => line.Key == key) is { Value: { Length: > 0 } value } ? value : null;

    public string Text(string key) =>
        Find(key) ?? throw new InvalidOperationException($"The script did not answer '{key}'.");

    public long Number(string key) => long.Parse(Text(key), CultureInfo.InvariantCulture);

    public double Real(string key) => double.Parse(Text(key), CultureInfo.InvariantCulture);

    public bool IsYes(string key) => Find(key) == "yes";

    public IReadOnlyList<string> All(string key) => [.. _lines.Where(line => line.Key == key).Select(line => line.Value)];

    /// <summary>All values of a key, each split into its fields.</summary>
    public IReadOnlyList<string[]> Rows(string key) => [.. All(key).Select(value => value.Split('\t'))];
}

using System.Globalization;
using Baton.Engine.Problems;
using YamlDotNet.RepresentationModel;

namespace Baton.Configuration;

/// <summary>
/// A mapping of the file that is read key by key. What is wrong is added to one list for the whole file, with its line, and reading goes on:
/// the operator sees everything at once. <see cref="Done"/> reports the keys that nobody asked for.
/// </summary>
internal sealed class YamlSection(YamlMappingNode node, YamlNode place, string name, string file, List<Problem> problems)
{
    private readonly List<string> _known = [];

    /// <summary>How the section is called in messages: "server 'web'", "check 2 of server 'web'".</summary>
    public string Name { get; } = name;

    public string Where => At(place);

    public void Add(Problem problem) => problems.Add(problem);

    public string At(YamlNode at) => $"{file}:{at.Start.Line.ToString(CultureInfo.InvariantCulture)}";

    public string? Text(string key) => Scalar(key) is { } scalar ? scalar.Value : null;

    /// <summary>The key's place, for messages about its value; the section's when the key is not there.</summary>
    public string WhereIs(string key) => Find(key) is { } value ? At(value) : Where;

    public int? Number(string key, int least, int most)
    {
        if (Scalar(key) is not { } scalar)
        {
            return null;
        }

        if (!int.TryParse(scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            problems.Add(ConfigurationProblems.WrongType(At(scalar), key, "a whole number", $"'{scalar.Value}'"));
            return null;
        }

        if (number < least || number > most)
        {
            problems.Add(ConfigurationProblems.WrongValue(At(scalar), key, scalar.Value!, $"between {least} and {most}"));
            return null;
        }

        return number;
    }

    public bool? Flag(string key)
    {
        if (Scalar(key) is not { } scalar)
        {
            return null;
        }

        switch (scalar.Value)
        {
            case "true":
                return true;
            case "false":
                return false;
            default:
                problems.Add(ConfigurationProblems.WrongType(At(scalar), key, "true or false", $"'{scalar.Value}'"));
                return null;
        }
    }

    /// <summary>"500ms", "30s", "10m", "6h".</summary>
    public TimeSpan? Duration(string key)
    {
        if (Scalar(key) is not { } scalar)
        {
            return null;
        }

        if (Durations.TryParse(scalar.Value ?? "", out var duration))
        {
            return duration;
        }

        problems.Add(ConfigurationProblems.WrongType(At(scalar), key, "a time such as 500ms, 30s, 10m or 6h", $"'{scalar.Value}'"));
        return null;
    }

    public T? Choice<T>(string key, IReadOnlyDictionary<string, T> choices)
        where T : struct
    {
        if (Scalar(key) is not { } scalar)
        {
            return null;
        }

        if (choices.TryGetValue(scalar.Value ?? "", out var choice))
        {
            return choice;
        }

        problems.Add(ConfigurationProblems.WrongValue(At(scalar), key, scalar.Value ?? "", $"one of {string.Join(", ", choices.Keys)}"));
        return null;
    }

    /// <summary>The scalars of a list, each with its place; empty when the key is not there.</summary>
    public IReadOnlyList<(string Value, string Where)> Texts(string key)
    {
        var texts = new List<(string, string)>();
        foreach (var item in Items(key))
        {
            if (item is YamlScalarNode { Value: { Length: > 0 } value })
            {
                texts.Add((value, At(item)));
            }
            else
            {
                problems.Add(ConfigurationProblems.WrongType(At(item), key, "a list of texts", $"a list that holds {Describe(item)}"));
            }
        }

        return texts;
    }

    /// <summary>The items of a list, of whatever kind; empty when the key is not there.</summary>
    public IReadOnlyList<YamlNode> Items(string key)
    {
        switch (Find(key))
        {
            case null:
                return [];
            case YamlSequenceNode sequence:
                return [.. sequence.Children];
            case var other:
                problems.Add(ConfigurationProblems.WrongType(At(other), key, "a list", Describe(other)));
                return [];
        }
    }

    public YamlSection? Section(string key, string sectionName) => Find(key) is { } value ? AsSection(value, key, sectionName) : null;

    /// <summary>The entries of a mapping whose keys are names that the operator chose, as sections.</summary>
    public IEnumerable<(string Key, YamlSection Section)> Named(string key, Func<string, string> sectionName)
    {
        if (Find(key) is not { } value)
        {
            yield break;
        }

        if (value is not YamlMappingNode mapping)
        {
            problems.Add(ConfigurationProblems.WrongType(At(value), key, "a mapping of names", Describe(value)));
            yield break;
        }

        foreach (var (entryKey, entryValue) in mapping.Children)
        {
            var called = KeyText(entryKey);
            if (AsSection(entryValue, called, sectionName(called)) is { } section)
            {
                yield return (called, section);
            }
        }
    }

    public YamlSection? AsSection(YamlNode value, string key, string sectionName)
    {
        switch (value)
        {
            case YamlMappingNode mapping:
                return new(mapping, mapping, sectionName, file, problems);
            case YamlScalarNode { Value: null or "" or "~" }:
                // "web:" with nothing below it: a section in which everything is left at its default.
                return new(new YamlMappingNode(), value, sectionName, file, problems);
            default:
                problems.Add(ConfigurationProblems.WrongType(At(value), key, "a mapping", Describe(value)));
                return null;
        }
    }

    public void Done()
    {
        foreach (var key in node.Children.Keys.Where(key => !_known.Contains(KeyText(key))))
        {
            problems.Add(ConfigurationProblems.UnknownKey(At(key), KeyText(key), Name, Spelling.Nearest(KeyText(key), _known), _known));
        }
    }

    private YamlScalarNode? Scalar(string key)
    {
        switch (Find(key))
        {
            case null or YamlScalarNode { Value: null or "" }:
                return null;
            case YamlScalarNode scalar:
                return scalar;
            case var other:
                problems.Add(ConfigurationProblems.WrongType(At(other), key, "a single value", Describe(other)));
                return null;
        }
    }

    private YamlNode? Find(string key)
    {
        if (!_known.Contains(key))
        {
            _known.Add(key);
        }

        return node.Children.FirstOrDefault(entry => KeyText(entry.Key) == key).Value;
    }

    // YAML allows a list or a mapping as a key; nothing here does.
    private static string KeyText(YamlNode key) => key is YamlScalarNode { Value: { } text } ? text : "?";

    private static string Describe(YamlNode node) => node switch
    {
        YamlMappingNode => "a mapping",
        YamlSequenceNode => "a list",
        YamlScalarNode scalar => $"'{scalar.Value}'",
        _ => "something else",
    };
}

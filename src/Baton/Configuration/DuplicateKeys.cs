using System.Globalization;
using Baton.Engine.Problems;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Baton.Configuration;

/// <summary>YAML forbids a key twice in one mapping. The tree of YamlDotNet stops at the first; this pass over the events finds them all, with both lines.</summary>
internal static class DuplicateKeys
{
    public static void Report(string text, string file, List<Problem> problems)
    {
        var parser = new Parser(new StringReader(text));
        var open = new Stack<Level>();
        while (parser.MoveNext())
        {
            switch (parser.Current)
            {
                case MappingStart or SequenceStart:
                    ValueSeen(open);
                    open.Push(new(parser.Current is MappingStart));
                    break;
                case MappingEnd or SequenceEnd:
                    open.Pop();
                    break;
                case Scalar key when open.TryPeek(out var level) && level is { IsMapping: true, ExpectsKey: true }:
                    level.ExpectsKey = false;
                    var line = (int)key.Start.Line;
                    if (!level.Keys.TryAdd(key.Value, line))
                    {
                        problems.Add(ConfigurationProblems.Repeated($"{file}:{line.ToString(CultureInfo.InvariantCulture)}", key.Value, level.Keys[key.Value]));
                    }

                    break;
                case Scalar or AnchorAlias:
                    ValueSeen(open);
                    break;
            }
        }
    }

    private static void ValueSeen(Stack<Level> open)
    {
        if (open.TryPeek(out var level))
        {
            level.ExpectsKey = true;
        }
    }

    private sealed class Level(bool isMapping)
    {
        public bool IsMapping { get; } = isMapping;

        public bool ExpectsKey { get; set; } = true;

        public Dictionary<string, int> Keys { get; } = [];
    }
}

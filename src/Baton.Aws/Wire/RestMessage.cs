using System.Xml.Linq;

namespace Baton.Aws.Wire;

/// <summary>The parts of a REST request or answer that hold its members.</summary>
public sealed class RestMessage
{
    /// <summary>By name in braces: <c>{Id}</c>.</summary>
    public IReadOnlyDictionary<string, string> Path { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Query { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public XElement? Body { get; init; }
}

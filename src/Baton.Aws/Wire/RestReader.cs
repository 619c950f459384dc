using System.Xml.Linq;

namespace Baton.Aws.Wire;

/// <summary>Reads requests and answers of REST-XML services, from where <see cref="RestWriter"/> puts their members.</summary>
public sealed class RestReader : WireMap
{
    private readonly RestMessage _message;
    private XElement? _element;

    private RestReader(RestMessage message) => (_message, _element) = (message, message.Body);

    /// <summary>Reads a request or an answer. Elements that the records do not know are passed over: AWS adds members at any time.</summary>
    public static T Read<T>(RestMessage message)
        where T : class, IShape<T>, new() =>
        T.Map(new T(), new RestReader(message));

    protected override bool Writes => false;

    public override string? Text(string query, string xml, string? value) => query[0] switch
    {
        '{' => _message.Path.GetValueOrDefault(query),
        '?' => _message.Query.GetValueOrDefault(xml),
        '@' => _message.Headers.GetValueOrDefault(xml),
        _ => Child(xml)?.Value,
    };

    public override T? Shape<T>(string query, string xml, T? value)
        where T : class =>
        Child(xml) is { } child ? Within(child, () => T.Map(new T(), this)) : null;

    public override IReadOnlyList<T> Shapes<T>(string query, string xml, string item, IReadOnlyList<T> values) =>
        Child(xml) is { } list ? [.. Items(list, item).Select(child => Within(child, () => T.Map(new T(), this)))] : [];

    public override IReadOnlyList<string> Texts(string query, string xml, string item, IReadOnlyList<string> values) =>
        Child(xml) is { } list ? [.. Items(list, item).Select(child => child.Value)] : [];

    // By local name: the namespace carries the API version, and the clients do not agree on it.
    private XElement? Child(string name) => _element?.Elements().FirstOrDefault(child => child.Name.LocalName == name);

    private static IEnumerable<XElement> Items(XElement list, string item) => list.Elements().Where(child => child.Name.LocalName == item);

    private T Within<T>(XElement element, Func<T> read)
    {
        var outer = _element;
        _element = element;
        var result = read();
        _element = outer;
        return result;
    }
}

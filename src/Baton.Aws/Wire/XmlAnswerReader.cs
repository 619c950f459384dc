using System.Xml.Linq;

namespace Baton.Aws.Wire;

/// <summary>Reads an answer of AWS. Elements that the records do not know are passed over: AWS adds members at any time.</summary>
public sealed class XmlAnswerReader : WireMap
{
    private XElement _element;

    private XmlAnswerReader(XElement element) => _element = element;

    public static TResponse Read<TRequest, TResponse>(XDocument document)
        where TRequest : class, IAwsRequest<TRequest, TResponse>, new()
        where TResponse : class, IShape<TResponse>, new()
    {
        var root = document.Root ?? throw new AwsException("MalformedAnswer", "The answer has no root element.");
        var element = TRequest.Service.FlattenedLists ? root : Child(root, $"{TRequest.Action}Result") ?? root;
        return TResponse.Map(new TResponse(), new XmlAnswerReader(element));
    }

    protected override bool Writes => false;

    public override string? Text(string query, string xml, string? value) => Child(_element, xml)?.Value;

    public override T? Shape<T>(string query, string xml, T? value)
        where T : class =>
        Child(_element, xml) is { } child ? Within(child, () => T.Map(new T(), this)) : null;

    public override IReadOnlyList<T> Shapes<T>(string query, string xml, string item, IReadOnlyList<T> values) =>
        Child(_element, xml) is { } list ? [.. Items(list, item).Select(child => Within(child, () => T.Map(new T(), this)))] : [];

    public override IReadOnlyList<string> Texts(string query, string xml, string item, IReadOnlyList<string> values) =>
        Child(_element, xml) is { } list ? [.. Items(list, item).Select(child => child.Value)] : [];

    // By local name: the namespace carries the API version, which the server chooses.
    private static XElement? Child(XElement element, string name) => element.Elements().FirstOrDefault(child => child.Name.LocalName == name);

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

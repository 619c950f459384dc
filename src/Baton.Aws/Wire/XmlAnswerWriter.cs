using System.Xml.Linq;

namespace Baton.Aws.Wire;

/// <summary>Writes an answer as AWS does.</summary>
public sealed class XmlAnswerWriter : WireMap
{
    private readonly XNamespace _namespace;
    private XElement _element;

    private XmlAnswerWriter(XNamespace xmlNamespace, XElement root)
    {
        _namespace = xmlNamespace;
        _element = root;
    }

    public static XDocument Write<TRequest, TResponse>(TResponse response, string requestId)
        where TRequest : class, IAwsRequest<TRequest, TResponse>, new()
        where TResponse : class, IShape<TResponse>, new()
    {
        XNamespace ns = TRequest.Service.XmlNamespace;
        var root = new XElement(ns + $"{TRequest.Action}Response");
        if (TRequest.Service.FlattenedLists)
        {
            root.Add(new XElement(ns + "requestId", requestId));
            TResponse.Map(response, new XmlAnswerWriter(ns, root));
        }
        else
        {
            var result = new XElement(ns + $"{TRequest.Action}Result");
            TResponse.Map(response, new XmlAnswerWriter(ns, result));
            root.Add(result, new XElement(ns + "ResponseMetadata", new XElement(ns + "RequestId", requestId)));
        }

        return new XDocument(root);
    }

    public override string? Text(string query, string xml, string? value)
    {
        if (value is not null)
        {
            _element.Add(new XElement(_namespace + xml, value));
        }

        return value;
    }

    public override T? Shape<T>(string query, string xml, T? value)
        where T : class
    {
        if (value is not null)
        {
            Within(xml, () => T.Map(value, this));
        }

        return value;
    }

    public override IReadOnlyList<T> Shapes<T>(string query, string xml, string item, IReadOnlyList<T> values)
    {
        Within(xml, () =>
        {
            foreach (var value in values)
            {
                Within(item, () => T.Map(value, this));
            }
        });
        return values;
    }

    public override IReadOnlyList<string> Texts(string query, string xml, string item, IReadOnlyList<string> values)
    {
        Within(xml, () =>
        {
            foreach (var value in values)
            {
                _element.Add(new XElement(_namespace + item, value));
            }
        });
        return values;
    }

    private void Within(string name, Action write)
    {
        var outer = _element;
        _element = new XElement(_namespace + name);
        outer.Add(_element);
        write();
        _element = outer;
    }
}

using System.Xml.Linq;

namespace Baton.Aws.Wire;

/// <summary>Writes an answer as AWS does.</summary>
public sealed class XmlAnswerWriter : WireMap
{
    private readonly XmlBytes _xml;

    private XmlAnswerWriter(XmlBytes xml) => _xml = xml;

    public static XmlBytes Write<TRequest, TResponse>(TResponse response, string requestId)
        where TRequest : class, IAwsRequest<TRequest, TResponse>, new()
        where TResponse : class, IShape<TResponse>, new()
    {
        var xml = new XmlBytes();
        var root = $"{TRequest.Action}Response";
        xml.Open(root, TRequest.Service.XmlNamespace);
        if (TRequest.Service.FlattenedLists)
        {
            xml.Element("requestId", requestId);
            TResponse.Map(response, new XmlAnswerWriter(xml));
        }
        else
        {
            var result = $"{TRequest.Action}Result";
            xml.Open(result);
            TResponse.Map(response, new XmlAnswerWriter(xml));
            xml.Close(result);
            xml.Open("ResponseMetadata");
            xml.Element("RequestId", requestId);
            xml.Close("ResponseMetadata");
        }

        xml.Close(root);
        return xml;
    }

    /// <summary>The same as a tree.</summary>
    public static XDocument Document<TRequest, TResponse>(TResponse response, string requestId)
        where TRequest : class, IAwsRequest<TRequest, TResponse>, new()
        where TResponse : class, IShape<TResponse>, new()
    {
        using var xml = Write<TRequest, TResponse>(response, requestId);
        return xml.ToDocument();
    }

    protected override bool Writes => true;

    public override string? Text(string query, string xml, string? value)
    {
        if (value is not null)
        {
            _xml.Element(xml, value);
        }

        return value;
    }

    public override T? Shape<T>(string query, string xml, T? value)
        where T : class
    {
        if (value is not null)
        {
            _xml.Open(xml);
            T.Map(value, this);
            _xml.Close(xml);
        }

        return value;
    }

    public override IReadOnlyList<T> Shapes<T>(string query, string xml, string item, IReadOnlyList<T> values)
    {
        _xml.Open(xml);
        foreach (var value in values)
        {
            Shape(item, item, value);
        }

        _xml.Close(xml);
        return values;
    }

    public override IReadOnlyList<string> Texts(string query, string xml, string item, IReadOnlyList<string> values)
    {
        _xml.Open(xml);
        foreach (var value in values)
        {
            _xml.Element(item, value);
        }

        _xml.Close(xml);
        return values;
    }
}

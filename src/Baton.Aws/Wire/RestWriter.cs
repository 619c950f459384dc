using System.Xml.Linq;

namespace Baton.Aws.Wire;

/// <summary>
/// Writes requests and answers of REST-XML services. The first name of a member says where it travels: <c>{Id}</c> in the path, <c>?name</c> in the query,
/// <c>@Location</c> in a header, and any other in the body.
/// </summary>
public sealed class RestWriter : WireMap
{
    private readonly XNamespace _namespace;
    private readonly Dictionary<string, string> _path = [];
    private readonly Dictionary<string, string> _query = [];
    private readonly Dictionary<string, string> _headers = [];
    private XElement _element;

    private RestWriter(AwsService service, string root)
    {
        _namespace = service.XmlNamespace;
        _element = new(_namespace + root);
    }

    public static RestMessage Request<TRequest, TResponse>(TRequest request)
        where TRequest : class, IAwsRequest<TRequest, TResponse>, new()
        where TResponse : class, IShape<TResponse>, new() =>
        Write(request, new(TRequest.Service, TRequest.Rest!.Body ?? TRequest.Action), TRequest.Rest.Body is not null);

    public static RestMessage Answer<TRequest, TResponse>(TResponse response)
        where TRequest : class, IAwsRequest<TRequest, TResponse>, new()
        where TResponse : class, IShape<TResponse>, new() =>
        Write(response, new(TRequest.Service, $"{TRequest.Action}Response"), hasBody: true);

    protected override bool Writes => true;

    public override string? Text(string query, string xml, string? value)
    {
        if (value is not null)
        {
            Put(query, xml, value);
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
        Within(xml, () => _element.Add(values.Select(value => new XElement(_namespace + item, value))));
        return values;
    }

    public override IReadOnlyList<T> ShapesUnlessEmpty<T>(string query, string xml, string item, IReadOnlyList<T> values) =>
        values.Count == 0 ? values : Shapes(query, xml, item, values);

    public override IReadOnlyList<string> TextsUnlessEmpty(string query, string xml, string item, IReadOnlyList<string> values) =>
        values.Count == 0 ? values : Texts(query, xml, item, values);

    private static RestMessage Write<T>(T value, RestWriter writer, bool hasBody)
        where T : class, IShape<T>, new()
    {
        var body = writer._element;
        T.Map(value, writer);
        return new() { Path = writer._path, Query = writer._query, Headers = writer._headers, Body = hasBody ? body : null };
    }

    private void Put(string query, string xml, string value)
    {
        switch (query[0])
        {
            case '{':
                _path[query] = value;
                break;
            case '?':
                _query[xml] = value;
                break;
            case '@':
                _headers[xml] = value;
                break;
            default:
                _element.Add(new XElement(_namespace + xml, value));
                break;
        }
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

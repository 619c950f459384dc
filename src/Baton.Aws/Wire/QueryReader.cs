using System.Globalization;

namespace Baton.Aws.Wire;

/// <summary>Reads a request from the parameters of a form, and knows which parameters nobody asked for.</summary>
public sealed class QueryReader : WireMap
{
    private readonly bool _flattened;
    private readonly IReadOnlyDictionary<string, string> _parameters;
    private readonly SortedSet<string> _names;
    private readonly HashSet<string> _unread;
    private string _prefix = "";

    private QueryReader(AwsService service, IReadOnlyDictionary<string, string> parameters)
    {
        _flattened = service.FlattenedLists;
        _parameters = parameters;
        _names = new(parameters.Keys, StringComparer.Ordinal);
        _unread = new(parameters.Keys, StringComparer.Ordinal);
    }

    /// <summary>Reads a request. Throws AWS's errors for a missing, unknown or badly typed parameter.</summary>
    public static TRequest Read<TRequest, TResponse>(IReadOnlyDictionary<string, string> parameters)
        where TRequest : class, IAwsRequest<TRequest, TResponse>, new()
        where TResponse : class, IShape<TResponse>, new()
    {
        var reader = new QueryReader(TRequest.Service, parameters);
        var request = TRequest.Map(new TRequest(), reader);
        foreach (var required in TRequest.Required)
        {
            if (!reader.AnySaid(required))
            {
                throw new AwsException("MissingParameter", $"The request must contain the parameter {required}");
            }
        }

        if (reader._unread.FirstOrDefault(name => !IsOfEveryRequest(name)) is { } unknown)
        {
            throw new AwsException("UnknownParameter", $"The parameter {unknown} is not recognized");
        }

        return request;
    }

    protected override bool Writes => false;

    public override string? Text(string query, string xml, string? value)
    {
        var name = _prefix + query;
        _unread.Remove(name);
        return Says(name) ? _parameters[name] : null;
    }

    public override T? Shape<T>(string query, string xml, T? value)
        where T : class
    {
        if (!Any(_prefix + query))
        {
            return null;
        }

        var shape = Within(query, () => T.Map(new T(), this));
        return AnySaid(_prefix + query) ? shape : null;
    }

    public override IReadOnlyList<T> Shapes<T>(string query, string xml, string item, IReadOnlyList<T> values) =>
        [.. Indices(query, item).Select(name => Within(name, () => T.Map(new T(), this)))];

    public override IReadOnlyList<string> Texts(string query, string xml, string item, IReadOnlyList<string> values) =>
        [.. Indices(query, item).Select(name => Text(name, xml, null) ?? "")];

    // Clients send these with every request, whatever the action.
    private static bool IsOfEveryRequest(string name) =>
        name is "Action" or "Version" or "AWSAccessKeyId" or "Timestamp" or "Expires" or "Signature" or "SignatureMethod" or "SignatureVersion"
        || name.StartsWith("X-Amz-", StringComparison.OrdinalIgnoreCase);

    private bool Any(string name) => _parameters.ContainsKey(name) || Under($"{name}.").Count > 0;

    /// <summary>Clients send what nobody said as nothing: VpcId=. A tag's value may be nothing, though, and NoDevice= says something.</summary>
    private bool Says(string name) =>
        _parameters.TryGetValue(name, out var text) && (text.Length > 0 || name.EndsWith(".Value", StringComparison.Ordinal) || name.EndsWith(".NoDevice", StringComparison.Ordinal));

    private bool AnySaid(string name) => Says(name) || Under($"{name}.").Any(Says);

    private SortedSet<string> Under(string prefix) =>
        // '/' is the character after '.', so this view is exactly the names that begin with the prefix.
        _names.GetViewBetween(prefix, string.Concat(prefix.AsSpan(0, prefix.Length - 1), "/"));

    /// <summary>Names of the items present, in the order of their numbers, which may have gaps: Filter.1, Filter.3.</summary>
    private List<string> Indices(string query, string item)
    {
        var list = _flattened ? query : $"{query}.{item}";
        var prefix = $"{_prefix}{list}.";
        var found = new SortedSet<int>();
        foreach (var name in Under(prefix))
        {
            var rest = name.AsSpan(prefix.Length);
            var end = rest.IndexOf('.');
            if (int.TryParse(end < 0 ? rest : rest[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                found.Add(number);
            }
        }

        return [.. found.Select(number => $"{list}.{number.ToString(CultureInfo.InvariantCulture)}")];
    }

    private T Within<T>(string name, Func<T> read)
    {
        var outer = _prefix;
        _prefix = $"{outer}{name}.";
        var result = read();
        _prefix = outer;
        return result;
    }
}

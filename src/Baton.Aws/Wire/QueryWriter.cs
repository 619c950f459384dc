using System.Globalization;

namespace Baton.Aws.Wire;

/// <summary>Writes a request as the parameters of a form: <c>Action=RunInstances&amp;BlockDeviceMapping.1.Ebs.VolumeSize=8</c>.</summary>
public sealed class QueryWriter : WireMap
{
    private readonly bool _flattened;
    private readonly List<KeyValuePair<string, string>> _parameters;
    private string _prefix = "";

    private QueryWriter(AwsService service)
    {
        _flattened = service.FlattenedLists;
        _parameters = [];
    }

    public static IReadOnlyList<KeyValuePair<string, string>> Write<TRequest, TResponse>(TRequest request)
        where TRequest : class, IAwsRequest<TRequest, TResponse>, new()
        where TResponse : class, IShape<TResponse>, new()
    {
        var writer = new QueryWriter(TRequest.Service);
        writer._parameters.Add(new("Action", TRequest.Action));
        writer._parameters.Add(new("Version", TRequest.Service.ApiVersion));
        TRequest.Map(request, writer);
        return writer._parameters;
    }

    protected override bool Writes => true;

    public override string? Text(string query, string xml, string? value)
    {
        if (value is not null)
        {
            _parameters.Add(new(_prefix + query, value));
        }

        return value;
    }

    public override T? Shape<T>(string query, string xml, T? value)
        where T : class
    {
        if (value is not null)
        {
            Within(query, () => T.Map(value, this));
        }

        return value;
    }

    public override IReadOnlyList<T> Shapes<T>(string query, string xml, string item, IReadOnlyList<T> values)
    {
        for (var index = 0; index < values.Count; index++)
        {
            var value = values[index];
            Within(ItemName(query, item, index), () => T.Map(value, this));
        }

        return values;
    }

    public override IReadOnlyList<string> Texts(string query, string xml, string item, IReadOnlyList<string> values)
    {
        for (var index = 0; index < values.Count; index++)
        {
            _parameters.Add(new(_prefix + ItemName(query, item, index), values[index]));
        }

        return values;
    }

    private string ItemName(string query, string item, int index)
    {
        var number = (index + 1).ToString(CultureInfo.InvariantCulture);
        return _flattened ? $"{query}.{number}" : $"{query}.{item}.{number}";
    }

    private void Within(string name, Action write)
    {
        var outer = _prefix;
        _prefix = $"{outer}{name}.";
        write();
        _prefix = outer;
    }
}

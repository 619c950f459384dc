using System.Globalization;

namespace Baton.Aws.Wire;

/// <summary>
/// One direction of one encoding. Each member has two names, one in a query and one in XML, because EC2 gives it two:
/// <c>BlockDeviceMapping.1.Ebs</c> goes out, <c>&lt;blockDeviceMapping&gt;&lt;item&gt;&lt;ebs&gt;</c> comes back. In REST the first one says where the member travels.
/// </summary>
public abstract class WireMap
{
    /// <summary>True where <see cref="Text"/> gives back what it was given: then there is nothing to parse.</summary>
    protected abstract bool Writes { get; }

    public abstract string? Text(string query, string xml, string? value);

    public abstract T? Shape<T>(string query, string xml, T? value)
        where T : class, IShape<T>, new();

    public abstract IReadOnlyList<T> Shapes<T>(string query, string xml, string item, IReadOnlyList<T> values)
        where T : class, IShape<T>, new();

    public abstract IReadOnlyList<string> Texts(string query, string xml, string item, IReadOnlyList<string> values);

    /// <summary>Lists that are not there at all when they are empty, where the encoding makes that difference.</summary>
    public virtual IReadOnlyList<T> ShapesUnlessEmpty<T>(string query, string xml, string item, IReadOnlyList<T> values)
        where T : class, IShape<T>, new() =>
        Shapes(query, xml, item, values);

    public virtual IReadOnlyList<string> TextsUnlessEmpty(string query, string xml, string item, IReadOnlyList<string> values) => Texts(query, xml, item, values);

    public int? Whole(string query, string xml, int? value) =>
        Parse<int>(query, value, Text(query, xml, value?.ToString(CultureInfo.InvariantCulture)), "integer", text =>
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null);

    public long? Wide(string query, string xml, long? value) =>
        Parse<long>(query, value, Text(query, xml, value?.ToString(CultureInfo.InvariantCulture)), "long", text =>
            long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null);

    public double? Number(string query, string xml, double? value) =>
        Parse<double>(query, value, Text(query, xml, value?.ToString("R", CultureInfo.InvariantCulture)), "double", text =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null);

    public bool? Flag(string query, string xml, bool? value) =>
        Parse<bool>(query, value, Text(query, xml, value switch { true => "true", false => "false", null => null }), "boolean", text =>
            bool.TryParse(text, out var flag) ? flag : null);

    public DateTimeOffset? Time(string query, string xml, DateTimeOffset? value) =>
        Parse<DateTimeOffset>(query, value, Text(query, xml, value?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)), "timestamp", text =>
            DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null);

    public byte[]? Bytes(string query, string xml, byte[]? value)
    {
        var text = Text(query, xml, value is null ? null : Convert.ToBase64String(value));
        try
        {
            return Writes ? value : text is null ? null : Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            throw AwsException.InvalidParameterValue($"Value for parameter {query} is not base64.");
        }
    }

    private T? Parse<T>(string name, T? value, string? text, string kind, Func<string, T?> parse)
        where T : struct =>
        Writes ? value : text is null ? null : parse(text) ?? throw AwsException.InvalidParameterValue($"Value ({text}) for parameter {name} is invalid. Expected: {kind}.");
}

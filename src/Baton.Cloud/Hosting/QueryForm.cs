using System.Text;
using System.Xml;
using Baton.Cloud.Server;

namespace Baton.Cloud.Hosting;

/// <summary>The parameters of a request, from its query and its form together.</summary>
internal static class QueryForm
{
    public static Dictionary<string, string> Parse(string query, string? contentType, byte[] body)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(parameters, query);
        if (contentType is null || contentType.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
        {
            Add(parameters, Encoding.UTF8.GetString(body));
        }

        foreach (var (name, value) in parameters)
        {
            // Whatever comes in may go out again in an answer, which is XML.
            if (!name.Concat(value).All(character => XmlConvert.IsXmlChar(character) || char.IsSurrogate(character)))
            {
                throw Ec2Errors.InvalidValue($"The value of a parameter ({name.Length} characters in its name) holds characters that XML cannot.");
            }
        }

        return parameters;
    }

    private static void Add(Dictionary<string, string> parameters, string encoded)
    {
        // Action=DescribeInstances&Version=2016-11-15&Filter.1.Name=tag%3AName&Filter.1.Value.1=two+words
        foreach (var pair in encoded.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = pair.IndexOf('=');
            var (name, value) = at < 0 ? (pair, "") : (pair[..at], pair[(at + 1)..]);
            parameters[Decode(name)] = Decode(value);
        }
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}

using System.Xml.Linq;

namespace Baton.Cloud.S3.Buckets;

/// <summary>What all listings say in one way; with encoding-type=url, whatever a client named comes back as in a URL.</summary>
internal sealed class ListingText
{
    private readonly bool _encoded;
    private readonly string? _delimiter;

    public ListingText(S3Request request)
    {
        _encoded = request.Parameter("encoding-type") switch
        {
            null => false,
            "url" => true,
            _ => throw S3Errors.InvalidArgument("Invalid Encoding Method specified in Request"),
        };
        _delimiter = request.Parameter("delimiter");
    }

    public string Of(string? text) => _encoded ? Uri.EscapeDataString(text ?? "").Replace("%2F", "/", StringComparison.Ordinal) : text ?? "";

    public IEnumerable<XElement> Head(int most, bool isTruncated, string mostName = "MaxKeys")
    {
        yield return S3Xml.Element(mostName, most);
        if (_delimiter is not null)
        {
            yield return S3Xml.Element("Delimiter", Of(_delimiter));
        }

        if (_encoded)
        {
            yield return S3Xml.Element("EncodingType", "url");
        }

        yield return S3Xml.Element("IsTruncated", isTruncated);
    }

    public IEnumerable<XElement> CommonPrefixes(IEnumerable<string> prefixes) =>
        prefixes.Select(prefix => S3Xml.Element("CommonPrefixes", S3Xml.Element("Prefix", Of(prefix))));
}

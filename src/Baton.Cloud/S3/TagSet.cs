using System.Xml.Linq;
using Baton.Aws.Wire;

namespace Baton.Cloud.S3;

/// <summary>Tags of buckets and objects, in documents and in a header.</summary>
internal static class TagSet
{
    public const int MostOfBucket = 50;
    public const int MostOfObject = 10;

    /// <param name="set">An element that holds <c>&lt;Tag&gt;&lt;Key/&gt;&lt;Value/&gt;&lt;/Tag&gt;</c>.</param>
    /// <param name="most">As many as there may be.</param>
    public static Dictionary<string, string> Of(XElement set, int most) =>
        Check(set.Children("Tag").Select(tag => (tag.Child("Key") ?? throw S3Errors.MalformedXml(), tag.Child("Value") ?? throw S3Errors.MalformedXml())), most);

    public static Dictionary<string, string> OfDocument(XElement tagging, int most) =>
        Of(tagging.Children("TagSet").FirstOrDefault() ?? throw S3Errors.MalformedXml(), most);

    /// <summary>As in x-amz-tagging: <c>team=web&amp;stage=live</c>.</summary>
    public static Dictionary<string, string> OfHeader(string? header) =>
        Check((header ?? "").Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).Select(pair => (Decode(pair[0]), pair.Length == 2 ? Decode(pair[1]) : "")), MostOfObject);

    public static XElement Document(IReadOnlyDictionary<string, string> tags) => S3Xml.Element(
        "Tagging",
        S3Xml.Element("TagSet", tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => S3Xml.Element("Tag", S3Xml.Element("Key", tag.Key), S3Xml.Element("Value", tag.Value)))));

    private static Dictionary<string, string> Check(IEnumerable<(string Key, string Value)> pairs, int most)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in pairs)
        {
            if (key.Length is 0 or > 128 || key.StartsWith("aws:", StringComparison.Ordinal))
            {
                throw new AwsException("InvalidTag", "The TagKey you have provided is invalid");
            }

            if (value.Length > 256)
            {
                throw new AwsException("InvalidTag", "The TagValue you have provided is invalid");
            }

            if (!tags.TryAdd(key, value))
            {
                throw new AwsException("InvalidTag", "Cannot provide multiple Tags with the same key");
            }
        }

        return tags.Count <= most ? tags : throw new AwsException("BadRequest", $"{(most == MostOfObject ? "Object" : "Bucket")} tags cannot be greater than {most}");
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}

using System.Globalization;
using Baton.Aws.Ec2;

namespace Baton.Cloud.Server;

/// <summary>Values as filters compare them.</summary>
internal static class Fields
{
    public static IReadOnlyDictionary<string, string> Tags(IReadOnlyList<Tag> tags) => tags.ToDictionary(tag => tag.Key!, tag => tag.Value ?? "");

    public static IEnumerable<string?> One(string? value) => [value];

    public static IEnumerable<string?> One(bool value) => [value ? "true" : "false"];

    public static IEnumerable<string?> One(int? value) => [value?.ToString(CultureInfo.InvariantCulture)];

    public static IEnumerable<string?> One(double? value) => [value?.ToString(CultureInfo.InvariantCulture)];

    public static IEnumerable<string?> One(DateTimeOffset? value) => [value?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)];
}

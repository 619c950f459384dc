using Baton.Aws.Ec2;
using Baton.Cloud.State;

namespace Baton.Cloud.Server;

/// <summary>Tags in requests and answers.</summary>
internal static class Tagging
{
    private const int MostTags = 50;

    public static IReadOnlyList<Tag> TagList(this CloudState state, string resourceId) =>
        state.TagsOf.Find(resourceId) is null ? [] : [.. state.Tags(resourceId).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new Tag { Key = pair.Key, Value = pair.Value })];

    /// <summary>The tags that a creating call gives to resources of a type; throws for tags that cannot be.</summary>
    public static IReadOnlyDictionary<string, string> For(this IReadOnlyList<TagSpecification> specifications, string resourceType) =>
        Checked(specifications.Where(specification => specification.ResourceType == resourceType).SelectMany(specification => specification.Tags));

    /// <summary>Throws when a specification names a type that the action does not make.</summary>
    public static void Check(this IReadOnlyList<TagSpecification> specifications, params string[] types)
    {
        foreach (var specification in specifications)
        {
            if (!types.Contains(specification.ResourceType))
            {
                throw Ec2Errors.InvalidValue($"'{specification.ResourceType}' is not a valid taggable resource type for this operation.");
            }

            Checked(specification.Tags);
        }
    }

    public static IReadOnlyDictionary<string, string> Checked(IEnumerable<Tag> tags)
    {
        var result = new Dictionary<string, string>();
        foreach (var tag in tags)
        {
            var key = tag.Key ?? throw Ec2Errors.Missing("Tag.Key");
            if (key.Length is 0 or > 127)
            {
                throw Ec2Errors.InvalidValue($"Tag key exceeds the maximum length of 127 characters or is empty: '{key}'");
            }

            if (key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
            {
                throw Ec2Errors.InvalidValue($"Tag keys starting with 'aws:' are reserved for internal use: '{key}'");
            }

            if (tag.Value is { Length: > 255 })
            {
                throw Ec2Errors.InvalidValue($"Tag value exceeds the maximum length of 255 characters: the value of '{key}'");
            }

            if (!result.TryAdd(key, tag.Value ?? ""))
            {
                throw Ec2Errors.InvalidValue($"Duplicate tag key '{key}' specified.");
            }
        }

        return result;
    }

    /// <summary>Adds and replaces; what is not named stays.</summary>
    public static void SetTags(this CloudState state, string resourceId, IReadOnlyDictionary<string, string> tags)
    {
        if (tags.Count == 0)
        {
            return;
        }

        var merged = state.Tags(resourceId).Concat(tags).GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.Last().Value);
        if (merged.Count > MostTags)
        {
            throw new Baton.Aws.Wire.AwsException("TagLimitExceeded", "More than 50 tags specified");
        }

        state.TagsOf.Put(new(resourceId, merged));
    }

    /// <summary>"instance" of "i-0123…", as DescribeTags says it.</summary>
    public static string TypeOf(string resourceId) => resourceId[..Math.Max(0, resourceId.LastIndexOf('-'))] switch
    {
        "i" => "instance",
        "ami" => "image",
        "vol" => "volume",
        "snap" => "snapshot",
        "eipalloc" => "elastic-ip",
        "key" => "key-pair",
        "sg" => "security-group",
        "sgr" => "security-group-rule",
        "eni" => "network-interface",
        "subnet" => "subnet",
        "vpc" => "vpc",
        "igw" => "internet-gateway",
        "rtb" => "route-table",
        "acl" => "network-acl",
        "dopt" => "dhcp-options",
        "pl" => "prefix-list",
        "lt" => "launch-template",
        "import-snap" => "import-snapshot-task",
        "import-ami" => "import-image-task",
        "export-ami" => "export-image-task",
        _ => "",
    };
}

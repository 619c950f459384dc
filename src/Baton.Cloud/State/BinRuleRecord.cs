namespace Baton.Cloud.State;

/// <summary>For how long what is deleted can be had back.</summary>
public sealed record BinRuleRecord
{
    public required string Identifier { get; init; }

    /// <summary>EBS_SNAPSHOT or EC2_IMAGE.</summary>
    public required string ResourceType { get; init; }

    public required int RetentionDays { get; init; }

    public string? Description { get; init; }

    /// <summary>Only what has one of these tags; everything when there is none.</summary>
    public IReadOnlyDictionary<string, string> ResourceTags { get; set; } = new Dictionary<string, string>();
}

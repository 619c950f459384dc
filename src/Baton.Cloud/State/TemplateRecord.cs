namespace Baton.Cloud.State;

/// <summary>A launch template. Numbers of versions are never given twice.</summary>
public sealed record TemplateRecord
{
    public required string TemplateId { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset CreateTime { get; init; }

    public required long DefaultVersion { get; init; }

    public required long LatestVersion { get; init; }

    public required IReadOnlyList<TemplateVersion> Versions { get; init; }
}

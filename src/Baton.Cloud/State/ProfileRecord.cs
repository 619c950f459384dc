namespace Baton.Cloud.State;

/// <summary>An instance profile, which holds one role or none.</summary>
public sealed record ProfileRecord
{
    public required string Name { get; init; }

    public required string ProfileId { get; init; }

    public required string Path { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public string? RoleName { get; init; }
}

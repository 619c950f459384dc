namespace Baton.Cloud.State;

/// <summary>A role of an account. Its policies are kept and shown, and decide nothing.</summary>
public sealed record RoleRecord
{
    public required string Name { get; init; }

    public required string RoleId { get; init; }

    public required string Path { get; init; }

    public required string TrustPolicy { get; init; }

    public string? Description { get; init; }

    public int MaxSessionSeconds { get; set; } = 3600;

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>ARNs.</summary>
    public IReadOnlyList<string> Attached { get; set; } = [];

    /// <summary>Documents by name.</summary>
    public IReadOnlyDictionary<string, string> Inline { get; set; } = new Dictionary<string, string>();
}

namespace Baton.Cloud.State;

/// <summary>A security group with its rules.</summary>
public sealed record GroupRecord
{
    public required string GroupId { get; init; }

    public required string Name { get; init; }

    public required string Description { get; init; }

    public required string VpcId { get; init; }

    public IReadOnlyList<GroupRule> Rules { get; set; } = [];
}

namespace Baton.Cloud.State;

/// <summary>A parameter of Systems Manager, as it is now.</summary>
public sealed record ParameterRecord(string Name, string Type, string Value, long Version, DateTimeOffset ModifiedAt)
{
    public string? Description { get; init; }
}

namespace Baton.Cloud.State;

/// <summary>Records of one name and type.</summary>
public sealed record RecordSet
{
    /// <summary>In lower case, with its final dot and octal escapes, as Route 53 shows it: <c>\052.example.com.</c></summary>
    public required string Name { get; init; }

    public required string Type { get; init; }

    /// <summary>Null for an alias, which has its target's.</summary>
    public long? TimeToLive { get; init; }

    public IReadOnlyList<string> Values { get; set; } = [];

    /// <summary>What tells several of one name and type apart.</summary>
    public string? SetIdentifier { get; init; }

    public long? Weight { get; init; }

    public bool? MultiValueAnswer { get; init; }

    public AliasRecord? Alias { get; init; }

    public bool IsOf(string name, string type, string? setIdentifier) => Name == name && Type == type && SetIdentifier == setIdentifier;
}

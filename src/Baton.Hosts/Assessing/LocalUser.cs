namespace Baton.Hosts.Assessing;

/// <summary>Somebody who may log in.</summary>
public sealed record LocalUser
{
    public required string Name { get; init; }

    public required int Id { get; init; }

    public required string Shell { get; init; }

    /// <summary>root, or may become it.</summary>
    public required bool IsAdministrator { get; init; }

    /// <summary>"set", "locked" or "unknown".</summary>
    public required string Password { get; init; }

    public IReadOnlyList<UserKey> Keys { get; init; } = [];
}

namespace Baton.Hosts.Assessing.Stores;

/// <summary>A role of a cluster.</summary>
public sealed record ClusterRole(string Name, bool CanLogIn, bool IsSuperuser, bool CanReplicate)
{
    /// <summary>"scram", "md5" or "no", how its password is kept; null where that could not be told.</summary>
    public string? Password { get; init; }
}

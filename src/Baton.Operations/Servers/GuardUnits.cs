namespace Baton.Operations.Servers;

/// <summary>The units that the guard holds on a copy, by what they are to be let go for.</summary>
public sealed record GuardUnits
{
    public IReadOnlyList<string> Services { get; init; } = [];

    public IReadOnlyList<string> Postgres { get; init; } = [];

    public IReadOnlyList<string> Fenced { get; init; } = [];
}

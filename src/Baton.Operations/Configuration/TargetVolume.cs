namespace Baton.Operations.Configuration;

public sealed record TargetVolume(string Mount, int SizeGiB)
{
    public string Type { get; init; } = "gp3";
}

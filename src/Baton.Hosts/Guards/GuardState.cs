namespace Baton.Hosts.Guards;

/// <summary>How the guard of a machine stands. <see cref="Role"/> is Primary on the machine that it was installed on, until told otherwise.</summary>
public sealed record GuardState(bool Installed, GuardRole Role)
{
    /// <summary>The machine that the guard was installed on: an instance id, or the product's UUID where the board shows no id.</summary>
    public string? RecordedMachine { get; init; }

    public required string ThisMachine { get; init; }

    public bool IsCopy => Installed && RecordedMachine != ThisMachine;
}

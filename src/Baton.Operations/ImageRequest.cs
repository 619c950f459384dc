namespace Baton.Operations;

/// <summary>What the operator asks of an image, beyond what baton.yaml says.</summary>
public sealed record ImageRequest
{
    /// <summary>Null for a name made of server and run.</summary>
    public string? Name { get; init; }
}

namespace Baton.Operations;

/// <summary>What the operator asks of a verification.</summary>
public sealed record VerifyRequest(string ImageId)
{
    /// <summary>Null for the type of the server that was imaged.</summary>
    public string? InstanceType { get; init; }
}

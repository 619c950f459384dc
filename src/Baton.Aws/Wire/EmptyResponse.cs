namespace Baton.Aws.Wire;

/// <summary>The answer of actions that have none: EC2 says <c>return</c> true.</summary>
public sealed record EmptyResponse : IShape<EmptyResponse>
{
    public bool Return { get; init; } = true;

    public static EmptyResponse Map(EmptyResponse value, WireMap wire) => new() { Return = wire.Flag("Return", "return", value.Return) ?? true };
}

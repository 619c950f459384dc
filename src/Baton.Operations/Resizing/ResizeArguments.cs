using Baton.Operations.Discovery;

namespace Baton.Operations.Resizing;

/// <summary>What the journal keeps of a resize, to build its plan again.</summary>
internal sealed record ResizeArguments
{
    public required ServerModel Server { get; init; }

    public required string InstanceType { get; init; }
}

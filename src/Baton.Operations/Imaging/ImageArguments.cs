using Baton.Operations.Discovery;

namespace Baton.Operations.Imaging;

/// <summary>What the journal keeps of an image run, to build its plan again.</summary>
internal sealed record ImageArguments
{
    public required ServerModel Server { get; init; }

    /// <summary>Null for a name made of server and run.</summary>
    public string? Name { get; init; }
}

using Baton.Operations.Discovery;

namespace Baton.Operations.Migrating.Testing;

/// <summary>What the journal keeps of a test.</summary>
internal sealed record TestArguments
{
    public required Migration Migration { get; init; }

    /// <summary>The run that began the following.</summary>
    public required string SeededBy { get; init; }

    /// <summary>The new server, of which the copy is made.</summary>
    public required ServerModel Server { get; init; }

    public required string OperatorCidr { get; init; }

    /// <summary>Whether all rows and files of both sides are read and compared.</summary>
    public bool ComparesData { get; init; } = true;
}

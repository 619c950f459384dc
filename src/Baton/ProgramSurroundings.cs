using Baton.Operating;
using Baton.Terminals;

namespace Baton;

/// <summary>What the program stands in: replaced as a whole by tests, which run every command in process.</summary>
internal sealed record ProgramSurroundings
{
    public required ITerminal Terminal { get; init; }

    public required Func<string, string?> Environment { get; init; }

    /// <summary>Where baton.yaml is looked for.</summary>
    public required string Folder { get; init; }

    public required Func<Session, IOperations> Operations { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;
}

namespace Baton.EndToEnd.Tests;

/// <summary>Tests that load or measure two machines at once: nothing else runs beside them, while the others run two at a time.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

using Baton.Operations.Configuration;

namespace Baton.Operations.Servers;

/// <summary>
/// A live server, as far as operations act on it. Two kinds: one over <see cref="Baton.Hosts"/>, and a fake of a slow and remote thing in tests.
/// Every method is safe to repeat, and every one that takes something away succeeds when it is gone already.
/// </summary>
public interface IServer : IServerGuard, IServerGate, IServerLink, IServerPostgres, IServerFiles
{
    /// <summary>How people call it: "payroll (i-0abc…)".</summary>
    string Name { get; }

    /// <summary>What is there, without changing anything.</summary>
    Task<ServerFacts> LookAroundAsync(ServerOptions options, CancellationToken cancellationToken);

    Task StartServicesAsync(IReadOnlyList<string> units, CancellationToken cancellationToken);

    /// <summary>Stops gracefully: requests in flight are answered first.</summary>
    Task StopServicesAsync(IReadOnlyList<string> units, CancellationToken cancellationToken);

    /// <summary>Asks each check once, on the server. A failed check is a result.</summary>
    Task<IReadOnlyList<CheckResult>> CheckAsync(IReadOnlyList<CheckOptions> checks, CancellationToken cancellationToken);

    /// <summary>Leaves a note of a run on the server's disk, which outlives Baton and a reboot.</summary>
    Task WriteNoteAsync(string runId, string note, CancellationToken cancellationToken);

    Task<bool> HasNoteAsync(string runId, string note, CancellationToken cancellationToken);

    Task RemoveNotesAsync(string runId, CancellationToken cancellationToken);
}

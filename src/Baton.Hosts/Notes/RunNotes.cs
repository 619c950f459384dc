namespace Baton.Hosts.Notes;

/// <summary>What a run leaves written on a server's own disk, since it must outlive Baton, the connection and a reboot. Safe to repeat.</summary>
public sealed class RunNotes(IHost host, string runId)
{
    public Task WriteAsync(string note, CancellationToken cancellationToken) => host.AskAsync(Script("note-write", note), cancellationToken);

    public async Task<bool> ExistsAsync(string note, CancellationToken cancellationToken) =>
        (await host.AskAsync(Script("note-read", note), cancellationToken)).IsYes("noted");

    /// <summary>Removes all notes of the run, and its list of files.</summary>
    public Task RemoveAllAsync(CancellationToken cancellationToken) => host.AskAsync(Script("note-remove", ""), cancellationToken);

    private HostScript Script(string name, string note) => new(name)
    {
        Arguments = new Dictionary<string, string> { ["run"] = runId, ["note"] = note },
    };
}

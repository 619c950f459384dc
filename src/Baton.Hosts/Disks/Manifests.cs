namespace Baton.Hosts.Disks;

/// <summary>
/// Lists of files with their checksums. A list stays on the server's own disk, so that a copy brings it along; its digest is kept elsewhere, so that a copy
/// cannot vouch for itself.
/// </summary>
public sealed class Manifests(IHost host)
{
    private static readonly TimeSpan Patience = TimeSpan.FromHours(2);

    public async Task<FileManifest> WriteAsync(string runId, IReadOnlyList<string> folders, CancellationToken cancellationToken)
    {
        var answers = await host.AskAsync(
            new("manifest-write")
            {
                Arguments = new Dictionary<string, string> { ["run"] = runId, ["folders"] = HostCalls.Lines(folders) },
                Timeout = Patience,
            },
            cancellationToken);
        return new(answers.Number("files"), answers.Number("bytes"), answers.Text("digest"));
    }

    /// <summary>On a copy: reads every file that the list names. Why it failed, or how many were read.</summary>
    public async Task<(bool Passed, string Detail)> CheckAsync(string runId, string digest, CancellationToken cancellationToken)
    {
        var answers = await host.AskAsync(
            new("manifest-check") { Arguments = new Dictionary<string, string> { ["run"] = runId, ["digest"] = digest }, Timeout = Patience }, cancellationToken);
        return (answers.IsYes("passed"), answers.Text("detail"));
    }
}

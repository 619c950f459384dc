namespace Baton.Hosts.Disks;

/// <summary>Folders outside PostgreSQL. Copies go over the link, so they are asked of the new machine, in both directions.</summary>
public sealed class Files(IHost host)
{
    /// <summary>On the new machine: makes its folders equal to the old one's (deleting what the old one does not have). A later pass moves only what changed.</summary>
    public Task<FilesCopied> PullAsync(IReadOnlyList<string> folders, TimeSpan patience, CancellationToken cancellationToken) =>
        SyncAsync("pull", folders, patience, cancellationToken);

    /// <summary>On the new machine: makes the old one's folders equal to its own.</summary>
    public Task<FilesCopied> PushAsync(IReadOnlyList<string> folders, TimeSpan patience, CancellationToken cancellationToken) =>
        SyncAsync("push", folders, patience, cancellationToken);

    /// <summary>Reads every byte of the folders: for proofs.</summary>
    public async Task<IReadOnlyList<FolderManifest>> ReadManifestsAsync(IReadOnlyList<string> folders, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (folders is [])
        {
            return [];
        }

        var answers = await host.AskAsync(
            new("files-manifest") { Arguments = new Dictionary<string, string> { ["folders"] = HostCalls.Lines(folders) }, Timeout = patience },
            cancellationToken);
        return [.. answers.Rows("folder").Select(row => new FolderManifest(row[0], Number(row[1]), Number(row[2]), row[3]))];
    }

    private async Task<FilesCopied> SyncAsync(string direction, IReadOnlyList<string> folders, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (folders is [])
        {
            return new(0, 0, TimeSpan.Zero);
        }

        var answers = await host.AskAsync(
            new("files-sync")
            {
                Arguments = new Dictionary<string, string> { ["direction"] = direction, ["folders"] = HostCalls.Lines(folders) },
                Timeout = patience,
            },
            cancellationToken);
        return new(answers.Number("files"), answers.Number("bytes"), TimeSpan.FromMilliseconds(answers.Number("ms")));
    }

    private static long Number(string text) => long.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}

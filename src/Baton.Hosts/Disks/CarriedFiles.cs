namespace Baton.Hosts.Disks;

/// <summary>Programs and settings that come over once, on the new machine, through the link.</summary>
public sealed class CarriedFiles(IHost newer)
{
    /// <param name="shallow">Folders that come without what is in them, so that those above are there with their owners.</param>
    /// <param name="paths">Files or folders; each comes to where it was, with its owners by name. What a folder has here and not there is deleted.</param>
    public async Task<FilesCopied> PullAsync(IReadOnlyList<string> paths, IReadOnlyList<string> shallow, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (paths is [] && shallow is [])
        {
            return new(0, 0, TimeSpan.Zero);
        }

        var answers = await newer.AskAsync(
            new("files-carry") { Arguments = new Dictionary<string, string> { ["paths"] = HostCalls.Lines(paths), ["shallow"] = HostCalls.Lines(shallow) }, Timeout = patience }, cancellationToken);
        return new(answers.Number("files"), answers.Number("bytes"), TimeSpan.FromMilliseconds(answers.Number("ms")));
    }
}

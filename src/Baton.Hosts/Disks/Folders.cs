namespace Baton.Hosts.Disks;

/// <summary>The folders that baton.yaml names on a server.</summary>
public sealed class Folders(IHost host)
{
    /// <summary>Whether all of them are there and can be copied by their names; if not, all that is wrong is thrown at once. Changes nothing.</summary>
    public async Task LookAsync(IReadOnlyList<string> folders, CancellationToken cancellationToken)
    {
        if (folders is not [])
        {
            await host.AskAsync(new("folders-look") { Arguments = new Dictionary<string, string> { ["folders"] = HostCalls.Lines(folders) } }, cancellationToken);
        }
    }
}

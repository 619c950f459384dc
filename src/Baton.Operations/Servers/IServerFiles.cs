namespace Baton.Operations.Servers;

/// <summary>Files outside PostgreSQL, and the moment at which everything is copied.</summary>
public interface IServerFiles
{
    /// <summary>On the new server: makes its folders equal to the old one's, through the link.</summary>
    Task<CopiedFiles> PullFilesAsync(string runId, IReadOnlyList<string> folders, CancellationToken cancellationToken);

    /// <summary>On the new server: makes the old one's folders equal to its own, through the link.</summary>
    Task<CopiedFiles> PushFilesAsync(string runId, IReadOnlyList<string> folders, CancellationToken cancellationToken);

    /// <summary>Writes the checksums of the folders' files to the server's disk, where a copy finds them, and says the digest of that list.</summary>
    Task<FileManifest> WriteManifestAsync(string runId, IReadOnlyList<string> folders, CancellationToken cancellationToken);

    /// <summary>Brings data to rest, until the answer is thawed or disposed; the server thaws by itself after the budget.</summary>
    Task<IFrozenServer> FreezeAsync(FreezeSetting freeze, CancellationToken cancellationToken);

    /// <summary>On a copy: proves database and files against what was recorded when the image was taken.</summary>
    Task<IReadOnlyList<CheckResult>> ProveCopyAsync(CopyProof proof, CancellationToken cancellationToken);
}

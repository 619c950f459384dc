namespace Baton.Cloud.Storage;

/// <summary>Volumes as files, for the machines that write to them.</summary>
public interface IVolumeFiles
{
    /// <summary>
    /// Hands the files of the volumes, in their order, to <paramref name="start"/>, and keeps what it returns as their writer. No snapshot is taken
    /// meanwhile, so the files are still the right ones when the machine has opened them.
    /// </summary>
    Task OpenAsync(IReadOnlyList<string> volumeIds, Func<IReadOnlyList<string>, Task<ILiveVolumes>> start, CancellationToken cancellationToken);

    /// <summary>After <paramref name="stop"/> nobody writes to the volumes.</summary>
    Task CloseAsync(IReadOnlyList<string> volumeIds, Func<Task> stop, CancellationToken cancellationToken);

    /// <summary>Once after a restart: which machines went on running meanwhile. What was under way then is brought to an end or undone.</summary>
    Task RecoverAsync(IReadOnlyList<ILiveVolumes> machines, CancellationToken cancellationToken);
}

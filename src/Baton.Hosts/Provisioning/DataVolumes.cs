namespace Baton.Hosts.Provisioning;

/// <summary>Volumes that hold data and nothing of the operating system.</summary>
public sealed class DataVolumes(IHost host)
{
    /// <summary>Formats those that are empty and mounts them, now and at each boot.</summary>
    public Task MountAsync(IReadOnlyList<(string VolumeId, string Mount)> volumes, CancellationToken cancellationToken) => host.AskAsync(
        new("volumes-mount")
        {
            Arguments = new Dictionary<string, string> { ["volumes"] = HostCalls.Lines(volumes.Select(volume => $"{volume.VolumeId} {volume.Mount}")) },
            Timeout = TimeSpan.FromMinutes(10),
        },
        cancellationToken);
}

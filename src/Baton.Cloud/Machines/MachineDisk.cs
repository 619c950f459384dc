namespace Baton.Cloud.Machines;

/// <summary>A volume in a machine. <see cref="DeviceName"/> is what the caller asked for (/dev/sdf); the guest names it itself, as on Nitro.</summary>
public sealed record MachineDisk(string VolumeId, string DeviceName);

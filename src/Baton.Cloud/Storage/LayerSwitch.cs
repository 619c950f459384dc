namespace Baton.Cloud.Storage;

public sealed record LayerSwitch(string VolumeId, string OverlayFile);

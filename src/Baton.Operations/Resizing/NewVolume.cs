namespace Baton.Operations.Resizing;

/// <param name="IsRoot">The image's own root, in another size: it goes with the machine.</param>
internal sealed record NewVolume(string Device, int SizeGiB, string Type, bool IsRoot);

namespace Baton.Cloud.StockImages;

/// <summary>What a build leaves in the cache. The kernel and the initrd start every machine of the cloud, whatever its volumes hold.</summary>
public sealed record StockImageFiles(string RawDisk, string Kernel, string Initrd);

namespace Baton.Cloud.StockImages;

/// <summary>The image could not be built: a missing tool, an unreachable mirror, a full disk. The message says which and what to do.</summary>
public sealed class StockImageException(string message, Exception? innerException = null) : Exception(message, innerException);

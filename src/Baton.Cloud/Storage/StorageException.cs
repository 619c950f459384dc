namespace Baton.Cloud.Storage;

/// <summary>A volume or snapshot could not be made, read or removed: a full disk, a volume in use. The message is for the operator of the cloud.</summary>
public sealed class StorageException(string message, Exception? innerException = null) : Exception(message, innerException);

namespace Baton.Cloud.Machines;

/// <summary>A machine could not do what was asked: QEMU missing, out of memory, a busy device. The message is for the operator of the cloud.</summary>
public sealed class MachineException(string message, Exception? innerException = null) : Exception(message, innerException);

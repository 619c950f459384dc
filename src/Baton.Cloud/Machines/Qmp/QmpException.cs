namespace Baton.Cloud.Machines.Qmp;

/// <summary>QEMU refused a command (<see cref="ErrorClass"/> says which kind of no), or the connection ended before it answered.</summary>
internal sealed class QmpException(string errorClass, string message) : Exception(message)
{
    public const string Disconnected = "Disconnected";

    public string ErrorClass { get; } = errorClass;
}

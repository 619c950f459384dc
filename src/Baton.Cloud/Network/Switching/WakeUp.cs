using System.Runtime.InteropServices;

namespace Baton.Cloud.Network.Switching;

/// <summary>An eventfd: ends the wait of the loop from another thread.</summary>
internal sealed partial class WakeUp : IDisposable
{
    private const int NonBlockingCloseOnExec = 0x80800;

    public WakeUp()
    {
        Descriptor = EventFd(0, NonBlockingCloseOnExec);
        if (Descriptor < 0)
        {
            throw new IOException($"eventfd failed (errno {Marshal.GetLastPInvokeError()}).");
        }
    }

    public int Descriptor { get; }

    public void Signal() => _ = EventFdWrite(Descriptor, 1);

    public void Clear() => _ = EventFdRead(Descriptor, out _);

    public void Dispose() => _ = Close(Descriptor);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    private static partial int EventFd(uint initial, int flags);

    [LibraryImport("libc", EntryPoint = "eventfd_write")]
    private static partial int EventFdWrite(int descriptor, ulong value);

    [LibraryImport("libc", EntryPoint = "eventfd_read")]
    private static partial int EventFdRead(int descriptor, out ulong value);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}

using System.Runtime.InteropServices;

namespace Baton.Cloud.Network.Switching;

/// <summary>The array of poll(2), refilled for each wait.</summary>
internal sealed unsafe partial class PollSet
{
    private PollFd[] _entries = new PollFd[64];
    private int _count;

    public void Clear() => _count = 0;

    public int Add(int descriptor, PollEvents events)
    {
        if (_count == _entries.Length)
        {
            Array.Resize(ref _entries, _count * 2);
        }

        _entries[_count] = new PollFd { Descriptor = descriptor, Events = events };
        return _count++;
    }

    // An index that is not ours is libslirp's -1 for "not polled".
    public PollEvents EventsOf(int index) => index >= 0 && index < _count ? _entries[index].Returned : PollEvents.None;

    /// <summary>False when the wait failed or was interrupted, so that no events are known.</summary>
    public bool Wait(int timeoutMilliseconds)
    {
        fixed (PollFd* entries = _entries)
        {
            return Poll(entries, (nuint)_count, timeoutMilliseconds) >= 0;
        }
    }

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(PollFd* entries, nuint count, int timeoutMilliseconds);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollFd
    {
        public int Descriptor;
        public PollEvents Events;
        public PollEvents Returned;
    }
}

using System.Runtime.InteropServices;

namespace Baton.Cloud.Network.Slirp;

/// <summary>struct SlirpCb of libslirp.h, version 4.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct SlirpCallbacks
{
    public delegate* unmanaged[Cdecl]<byte*, nint, nint, nint> SendPacket;
    public delegate* unmanaged[Cdecl]<nint, nint, void> GuestError;
    public delegate* unmanaged[Cdecl]<nint, long> ClockGetNs;
    public delegate* unmanaged[Cdecl]<nint, nint, nint, nint> TimerNew;
    public delegate* unmanaged[Cdecl]<nint, nint, void> TimerFree;
    public delegate* unmanaged[Cdecl]<nint, long, nint, void> TimerMod;
    public delegate* unmanaged[Cdecl]<int, nint, void> RegisterPollFd;
    public delegate* unmanaged[Cdecl]<int, nint, void> UnregisterPollFd;
    public delegate* unmanaged[Cdecl]<nint, void> Notify;
    public delegate* unmanaged[Cdecl]<nint, nint, void> InitCompleted;
    public delegate* unmanaged[Cdecl]<int, nint, nint, nint> TimerNewOpaque;
}

using System.Runtime.InteropServices;

namespace Baton.Cloud.Network.Slirp;

internal static unsafe partial class NativeSlirp
{
    private const string Library = "libslirp.so.0";

    [LibraryImport(Library, EntryPoint = "slirp_new")]
    public static partial nint New(SlirpConfig* config, SlirpCallbacks* callbacks, nint opaque);

    [LibraryImport(Library, EntryPoint = "slirp_cleanup")]
    public static partial void Cleanup(nint slirp);

    [LibraryImport(Library, EntryPoint = "slirp_input")]
    public static partial void Input(nint slirp, byte* frame, int length);

    [LibraryImport(Library, EntryPoint = "slirp_pollfds_fill")]
    public static partial void FillPoll(nint slirp, uint* timeoutMilliseconds, delegate* unmanaged[Cdecl]<int, int, nint, int> add, nint opaque);

    [LibraryImport(Library, EntryPoint = "slirp_pollfds_poll")]
    public static partial void Poll(nint slirp, int failed, delegate* unmanaged[Cdecl]<int, nint, int> getEvents, nint opaque);

    [LibraryImport(Library, EntryPoint = "slirp_add_hostxfwd", SetLastError = true)]
    public static partial int AddHostForward(nint slirp, byte* hostAddress, uint hostLength, byte* guestAddress, uint guestLength, int flags);

    [LibraryImport(Library, EntryPoint = "slirp_add_unix", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int AddUnix(nint slirp, string socketPath, uint* guestAddress, int guestPort);
}

using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Baton.Cloud.Storage;

/// <summary>What .NET has no call for.</summary>
internal static partial class NativeFiles
{
    private const int ReadOnlyDirectory = 0x10000 | 0x80000; // O_DIRECTORY | O_CLOEXEC
    private const int SeekData = 3;
    private const int SeekHole = 4;

    public static SafeFileHandle OpenDirectory(string path)
    {
        var descriptor = Open(path, ReadOnlyDirectory);
        return descriptor >= 0
            ? new SafeFileHandle(descriptor, ownsHandle: true)
            : throw new IOException($"{path} cannot be opened: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    /// <summary>A second name for a file, when both are on the same file system.</summary>
    public static bool TryLink(string existing, string name) => Link(existing, name) == 0;

    /// <summary>Bytes that are not holes.</summary>
    public static long AllocatedBytes(string path)
    {
        using var handle = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
        var total = 0L;
        // No more data: -1 (ENXIO).
        for (var data = Seek(handle, 0, SeekData); data >= 0;)
        {
            var hole = Seek(handle, data, SeekHole);
            total += hole - data;
            data = Seek(handle, hole, SeekData);
        }

        return total;
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string existing, string name);

    [LibraryImport("libc", EntryPoint = "lseek", SetLastError = true)]
    private static partial long Seek(SafeFileHandle handle, long offset, int whence);
}

using Baton.Cloud.Programs;

namespace Baton.Cloud.Machines;

/// <summary>Reads from the beginning of a root volume how it means to be booted.</summary>
internal static class BootSector
{
    /// <summary>So much tells: boot sector, and the superblock of a file system that begins with the disk.</summary>
    public const int Length = 2048;

    private const int SignatureAt = 510;

    // https://docs.kernel.org/filesystems/ext4/super.html: s_magic, little-endian, in a superblock that begins at 1024.
    private const int Ext4MagicAt = 1024 + 0x38;

    /// <param name="file">The volume's newest layer, a qcow2 image.</param>
    /// <param name="scratch">A file to write to, which is removed.</param>
    public static async Task<BootsBy> ReadAsync(string file, string scratch, CancellationToken cancellationToken)
    {
        try
        {
            // -U: the layers below may be open in other machines.
            var read = await new HostProgram("qemu-img", ["dd", "-U", "-f", "qcow2", "-O", "raw", $"bs={Length}", "count=1", $"if={file}", $"of={scratch}"]).RunAsync(cancellationToken);
            return read.Succeeded
                ? Tell(await File.ReadAllBytesAsync(scratch, cancellationToken))
                : throw new MachineException($"{file} could not be read: {read.Errors.Trim()}");
        }
        finally
        {
            File.Delete(scratch);
        }
    }

    /// <summary>A disk with a boot sector boots by it. A file system without partitions, as the stock image is, has none.</summary>
    public static BootsBy Tell(ReadOnlySpan<byte> beginning)
    {
        var hasSector = beginning[SignatureAt] == 0x55 && beginning[SignatureAt + 1] == 0xAA;
        var isFileSystem = beginning[Ext4MagicAt] == 0x53 && beginning[Ext4MagicAt + 1] == 0xEF;
        return hasSector && !isFileSystem ? BootsBy.Firmware : BootsBy.Kernel;
    }
}

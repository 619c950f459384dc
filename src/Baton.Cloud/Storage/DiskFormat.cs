namespace Baton.Cloud.Storage;

/// <summary>Formats of disk images, as AWS calls them and as qemu-img does.</summary>
public static class DiskFormat
{
    private static readonly Dictionary<string, string> s_formats = new(StringComparer.OrdinalIgnoreCase)
    {
        ["RAW"] = "raw", ["QCOW2"] = "qcow2", ["VMDK"] = "vmdk", ["VHD"] = "vpc", ["VHDX"] = "vhdx", ["VDI"] = "vdi",
    };

    /// <summary>"vpc" for "VHD"; null for what is no format here.</summary>
    public static string? OfQemu(string format) => s_formats.GetValueOrDefault(format);

    /// <summary>What a file is, by how it begins. Whatever nobody knows is a raw disk.</summary>
    public static async Task<string> SniffAsync(string path, CancellationToken cancellationToken)
    {
        var head = new byte[80];
        await using var file = File.OpenRead(path);
        var length = await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        var start = head.AsSpan(0, length);
        return start.StartsWith("QFI"u8) ? "QCOW2" : start.StartsWith("KDMV"u8) ? "VMDK" : start.StartsWith("vhdxfile"u8) ? "VHDX" : start.StartsWith("conectix"u8) ? "VHD" : start.StartsWith("<<<"u8) ? "VDI" : "RAW";
    }
}

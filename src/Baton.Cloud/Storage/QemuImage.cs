using System.Text.Json;
using Baton.Cloud.Programs;

namespace Baton.Cloud.Storage;

/// <summary>qemu-img on the files of one directory.</summary>
internal sealed class QemuImage(string directory)
{
    /// <summary>Backing files are named without a folder, so the directory can move; -u because a running machine may hold the lock of the one below.</summary>
    public static HostProgram Create(string path, long sizeBytes, LayerBook.Layer? parent) => new("qemu-img",
        parent is null
            ? ["create", "-q", "-f", "qcow2", path, $"{sizeBytes}"]
            : ["create", "-q", "-f", "qcow2", "-u", "-b", parent.File, "-F", parent.Format, path, $"{sizeBytes}"]);

    public async Task CreateAsync(string file, long sizeBytes, LayerBook.Layer? parent, CancellationToken cancellationToken)
    {
        var path = Path.Combine(directory, file);
        var result = await Create(path, sizeBytes, parent).RunAsync(cancellationToken);
        if (!result.Succeeded)
        {
            File.Delete(path);
            throw new StorageException($"{file} could not be made: {result.Errors.Trim()}");
        }

        // qemu-img does not wait for the disk, and the book is about to promise that the file is there.
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(handle);
    }

    /// <summary>Whether the file is a whole image of this size on this parent. A QEMU that is killed while it makes one leaves less.</summary>
    public async Task<bool> IsWholeAsync(LayerBook.Layer layer, LayerBook.Layer? parent, CancellationToken cancellationToken)
    {
        var result = await new HostProgram("qemu-img", ["info", "-U", "--output=json", Path.Combine(directory, layer.File)]).RunAsync(cancellationToken);
        if (!result.Succeeded)
        {
            return false;
        }

        // {"virtual-size": 1073741824, "format": "qcow2", "backing-filename": "l1.qcow2", ...}
        using var answer = JsonDocument.Parse(result.Output);
        var backing = answer.RootElement.TryGetProperty("backing-filename", out var name) ? name.GetString() : null;
        return answer.RootElement.GetProperty("virtual-size").GetInt64() == layer.SizeBytes && backing == parent?.File;
    }

    /// <summary>The content of a layer and of all below it, as an image that stands alone.</summary>
    public async Task ConvertAsync(LayerBook.Layer layer, string target, CancellationToken cancellationToken)
    {
        // -U: machines may have it open as well, to read.
        var result = await new HostProgram("qemu-img", ["convert", "-q", "-U", "-f", layer.Format, "-O", "qcow2", Path.Combine(directory, layer.File), target]).RunAsync(cancellationToken);
        if (!result.Succeeded)
        {
            File.Delete(target);
            throw new StorageException($"{layer.File} could not be copied: {result.Errors.Trim()}");
        }
    }

    /// <summary>An image of unknown origin as a raw one.</summary>
    public static async Task FlattenAsync(string image, string raw, string format, CancellationToken cancellationToken)
    {
        var result = await new HostProgram("qemu-img", ["info", "--output=json", "-f", format, image]).RunAsync(cancellationToken);
        if (!result.Succeeded)
        {
            throw new StorageException($"The image is no {format} image: {result.Errors.Trim()}");
        }

        CheckWhole(result.Output, image);
        result = await new HostProgram("qemu-img", ["convert", "-q", "-f", format, "-O", "raw", image, raw]).RunAsync(cancellationToken);
        if (!result.Succeeded)
        {
            File.Delete(raw);
            throw new StorageException($"The image could not be read: {result.Errors.Trim()}");
        }

        using var handle = File.OpenHandle(raw, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(handle);
    }

    /// <summary>An image of our own in another format.</summary>
    public static async Task ConvertAsync(string image, string target, string format, CancellationToken cancellationToken)
    {
        // What AWS exports, and other programs read: VMDK in one piece that can be streamed.
        // And VHD with the size that it has, not rounded up to whole cylinders.
        string[] options = format switch { "vmdk" => ["-o", "subformat=streamOptimized"], "vpc" => ["-o", "force_size=on"], _ => [] };
        var result = await new HostProgram("qemu-img", ["convert", "-q", "-f", "qcow2", "-O", format, .. options, image, target]).RunAsync(cancellationToken);
        if (!result.Succeeded)
        {
            File.Delete(target);
            throw new StorageException($"The image could not be converted: {result.Errors.Trim()}");
        }
    }

    /// <summary>Throws for an image that names other files: each would make a file of this computer part of a guest's disk.</summary>
    private static void CheckWhole(string info, string image)
    {
        using var answer = JsonDocument.Parse(info);
        var root = answer.RootElement;
        var isElsewhere = root.TryGetProperty("backing-filename", out _) || info.Contains("\"data-file\"", StringComparison.Ordinal);
        // A VMDK may be a text that names the files with the data.
        var hasForeignExtents = root.TryGetProperty("format-specific", out var specific) && specific.TryGetProperty("data", out var data) && data.TryGetProperty("extents", out var extents)
            && extents.EnumerateArray().Any(extent => extent.TryGetProperty("filename", out var name) && name.GetString() != image);
        if (isElsewhere || hasForeignExtents)
        {
            throw new StorageException("The image stands on another file, and so is not whole.");
        }
    }

    /// <summary>Makes a file as large as the book says. Nobody may have it open.</summary>
    public async Task ResizeAsync(LayerBook.Layer layer, CancellationToken cancellationToken)
    {
        var path = Path.Combine(directory, layer.File);
        var result = await new HostProgram("qemu-img", ["resize", "-q", "-f", layer.Format, path, $"{layer.SizeBytes}"]).RunAsync(cancellationToken);
        if (!result.Succeeded)
        {
            throw new StorageException($"{layer.File} could not be made larger: {result.Errors.Trim()}");
        }

        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(handle);
    }

    /// <summary>Puts an image on another parent, its content unchanged: what lies between is copied into it. Nobody may have it open.</summary>
    public async Task RebaseAsync(LayerBook.Layer layer, LayerBook.Layer? parent, CancellationToken cancellationToken)
    {
        var path = Path.Combine(directory, layer.File);
        string[] below = parent is null ? ["-b", ""] : ["-b", parent.File, "-F", parent.Format];
        var result = await new HostProgram("qemu-img", ["rebase", "-q", "-f", layer.Format, .. below, path]).RunAsync(cancellationToken);
        if (!result.Succeeded)
        {
            throw new StorageException($"{layer.File} could not be made independent of the layer below: {result.Errors.Trim()}");
        }

        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(handle);
    }
}

using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace Baton.Cloud.Storage;

/// <summary>Keeps the book on disk. A write is there as a whole or not at all, also after a power cut.</summary>
internal sealed class LayerBookFile(string directory)
{
    private readonly string _path = Path.Combine(directory, "layers.json");

    public LayerBook Read()
    {
        if (!File.Exists(_path))
        {
            return new LayerBook();
        }

        using var stream = File.OpenRead(_path);
        return JsonSerializer.Deserialize(stream, LayerBookJson.Default.LayerBook)
            ?? throw new StorageException($"{_path} is empty.");
    }

    public void Write(LayerBook book)
    {
        var next = _path + ".new";
        using (var stream = new FileStream(next, FileMode.Create, FileAccess.Write))
        {
            JsonSerializer.Serialize(stream, book, LayerBookJson.Default.LayerBook);
            stream.Flush(flushToDisk: true);
        }

        File.Move(next, _path, overwrite: true);
        FlushDirectory();
    }

    /// <summary>Makes names that were added or removed last.</summary>
    public void FlushDirectory()
    {
        using SafeFileHandle handle = NativeFiles.OpenDirectory(directory);
        RandomAccess.FlushToDisk(handle);
    }
}

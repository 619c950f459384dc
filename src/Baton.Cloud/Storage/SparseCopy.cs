using Baton.Cloud.Programs;

namespace Baton.Cloud.Storage;

internal static class SparseCopy
{
    public static async Task CopyAsync(string from, string to, CancellationToken cancellationToken)
    {
        var result = await new HostProgram("cp", ["--sparse=always", "--reflink=auto", "--", from, to]).RunAsync(cancellationToken);
        if (!result.Succeeded)
        {
            File.Delete(to);
            throw new StorageException($"{from} could not be copied: {result.Errors.Trim()}");
        }

        using var handle = File.OpenHandle(to, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(handle);
    }
}

namespace Baton.Rehearsals.Stage;

/// <summary>Lets one process at a time do something: the file is locked as long as it is open.</summary>
internal static class FolderLock
{
    public static async Task<IAsyncDisposable> TakeAsync(string path, TimeProvider time, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                // Another process holds it.
                await Task.Delay(TimeSpan.FromSeconds(1), time, cancellationToken);
            }
        }
    }
}

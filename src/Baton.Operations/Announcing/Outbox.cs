namespace Baton.Operations.Announcing;

/// <summary>
/// What became of each message of a run, in files that outlive a crash: the journal knows only that a step had begun, and a mail that was taken cannot be
/// looked up anywhere.
/// </summary>
internal sealed class Outbox(string runsFolder, string runId)
{
    private readonly string _folder = Path.Combine(runsFolder, runId, "outbox");

    /// <summary>Null: it was not tried, or refused. "sending": whether it arrived is not known. "sent".</summary>
    public string? Find(string step) => File.Exists(PathOf(step)) ? File.ReadAllText(PathOf(step)) : null;

    public void Note(string step, string state)
    {
        Directory.CreateDirectory(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var next = PathOf(step) + ".new";
        using (var file = new FileStream(next, FileMode.Create, FileAccess.Write))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(state));
            file.Flush(flushToDisk: true);
        }

        File.Move(next, PathOf(step), overwrite: true);
    }

    public void Forget(string step)
    {
        if (File.Exists(PathOf(step)))
        {
            File.Delete(PathOf(step));
        }
    }

    private string PathOf(string step) => Path.Combine(_folder, step);
}

namespace Baton.Hosts.Ssh;

/// <summary>
/// Baton's own known_hosts file. Keys are kept under the instance's id (HostKeyAlias), because its addresses move.
/// </summary>
public sealed class KnownHosts(string path)
{
    private readonly Lock _lock = new();

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    public IReadOnlyList<HostKey> Find(string alias)
    {
        lock (_lock)
        {
            return [.. Lines().Where(line => IsOf(alias, line)).Select(line => HostKey.Parse(line[(alias.Length + 1)..])).OfType<HostKey>()];
        }
    }

    /// <summary>From now on exactly these keys are right for the alias.</summary>
    public void Trust(string alias, IReadOnlyList<HostKey> keys) => Replace(alias, [.. keys.Select(key => $"{alias} {key}")]);

    public void Forget(string alias) => Replace(alias, []);

    private void Replace(string alias, IReadOnlyList<string> lines)
    {
        lock (_lock)
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var all = Lines().Where(line => !IsOf(alias, line)).Concat(lines);

            // Another process may read at any time: it sees the old file or the new one, never half of one.
            var next = $"{Path}.{Environment.ProcessId}";
            File.WriteAllLines(next, all);
            File.Move(next, Path, overwrite: true);
        }
    }

    private string[] Lines() => File.Exists(Path) ? File.ReadAllLines(Path) : [];

    private static bool IsOf(string alias, string line) => line.StartsWith(alias + " ", StringComparison.Ordinal);
}

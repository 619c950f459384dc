namespace Baton.Engine;

/// <summary>Where Baton keeps what it must remember: docs/state-directory.md, file by file.</summary>
public sealed class StateDirectory
{
    public StateDirectory(string root)
    {
        Root = Path.GetFullPath(root);
    }

    public string Root { get; }

    public string Journal => Path.Combine(Root, "journal.db");

    /// <summary>Host keys that were read from the console of an instance, never taken on first use.</summary>
    public string KnownHosts => Path.Combine(Root, "ssh", "known_hosts");

    public string Keys => Path.Combine(Root, "keys");

    public string Cloud => Path.Combine(Root, "cloud");

    /// <summary>What a run leaves for people: logs, reports.</summary>
    public string Run(string runId) => Path.Combine(Root, "runs", runId);

    /// <summary>BATON_HOME, else baton in XDG_STATE_HOME or ~/.local/state.</summary>
    public static StateDirectory OfEnvironment(Func<string, string?> environment)
    {
        if (environment("BATON_HOME") is { Length: > 0 } home)
        {
            return new(home);
        }

        var state = environment("XDG_STATE_HOME") is { Length: > 0 } set ? set : Path.Combine(environment("HOME") ?? "/root", ".local", "state");
        return new(Path.Combine(state, "baton"));
    }

    /// <summary>Makes the directory, for its owner only: it holds keys.</summary>
    public void Create() =>
        Directory.CreateDirectory(Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
}

using Baton.Engine;

namespace Baton.Rehearsals.Stage;

/// <summary>Everything of one rehearsal in one folder: a BATON_HOME of its own, the configuration, the report.</summary>
internal sealed class RehearsalFolder
{
    public RehearsalFolder(string path)
    {
        Root = Path.GetFullPath(path);
        Home = new(Path.Combine(Root, "home"));
    }

    public string Root { get; }

    /// <summary>What the commands of the story take as BATON_HOME.</summary>
    public StateDirectory Home { get; }

    public string Configuration => Path.Combine(Root, "baton.yaml");

    public string Key => Path.Combine(Root, "payroll.pem");

    public string KnownHosts => Path.Combine(Root, "known_hosts");

    public string Report => Path.Combine(Root, "report.html");

    public string Document => Path.Combine(Root, "rehearsal.json");

    /// <summary>What each command answered.</summary>
    public string Answer(int number, string command) => Path.Combine(Root, $"{number:D2}-{command}.json");

    public void Create() => Directory.CreateDirectory(Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    /// <summary>Keeps what people read, and takes away what fills the disk.</summary>
    public void Tidy()
    {
        if (Directory.Exists(Home.Cloud))
        {
            Directory.Delete(Home.Cloud, recursive: true);
        }

        File.Delete(Key);
    }
}

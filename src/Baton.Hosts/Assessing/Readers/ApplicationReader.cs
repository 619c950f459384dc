using Baton.Hosts.Assessing.Applications;

namespace Baton.Hosts.Assessing.Readers;

internal static class ApplicationReader
{
    public static ServerAssessment Read(ServerAssessment seen, Answers answers) => seen with
    {
        Processes = [.. answers.Rows("process").Select(Process)],
        SettingsFiles = [.. answers.Rows("settings").Select(row => new SettingsFile(row.Field(0), row.Field(1), row.Field(2))).DistinctBy(file => file.Path)],
        WritableFolders = [.. answers.Rows("writes").Select(row => row.Field(1)).Distinct()],
        Runtimes = [.. answers.Rows("runtime").Select(row => new LanguageRuntime(row.Field(0), row.Field(1), row.Field(2))).Distinct()],
        NamedSystems = [.. answers.Rows("names").Select(row => new NamedSystem(row.Field(0), row.Field(1))).Distinct()],
        Containers = [.. answers.Rows("container").Select(row => $"{row.Field(0)} ({row.Field(1)}), {row.Field(2)}")],
    };

    private static AppProcess Process(string[] row) => new()
    {
        Id = (int)row.Whole(0),
        Unit = row.Field(1),
        User = row.Field(2),
        Folder = row.Field(3),
        Program = row.Field(4),
        Command = row.Field(5),
        Listens = row.IsYes(6),
        MemoryKiB = row.Whole(7),
    };
}

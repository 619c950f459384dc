using System.Runtime.CompilerServices;

namespace Baton.Tests;

/// <summary>
/// Text that a person has read and approved, in tests/Baton.Tests/Approved. A test that produces something else fails and leaves NAME.received beside it;
/// BATON_APPROVE=1 makes what is produced the approved text (look at the diff before you commit it).
/// </summary>
internal static class Approved
{
    public static void Text(string produced, string name, [CallerFilePath] string here = "")
    {
        var path = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "Approved", name));
        var received = path + ".received";
        if (Environment.GetEnvironmentVariable("BATON_APPROVE") == "1")
        {
            File.WriteAllText(path, produced);
        }

        var approved = File.Exists(path) ? File.ReadAllText(path) : "";
        if (approved == produced)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, produced);
        Assert.Fail($"{received} is not what was approved. Approve it with BATON_APPROVE=1.\n{produced}");
    }

    /// <summary>A file of the repository.</summary>
    public static string Repository(string path, [CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", path));
}

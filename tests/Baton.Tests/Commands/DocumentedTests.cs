using System.Globalization;
using System.Reflection;
using Baton.Commands;
using Baton.Configuration;
using Baton.Engine;

namespace Baton.Tests.Commands;

public sealed class DocumentedTests
{
    [Fact]
    public void Every_exit_status_is_documented()
    {
        var documented = File.ReadAllText(Approved.Repository("docs/output-formats.md"));
        foreach (var status in typeof(ExitCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (int)field.GetRawConstantValue()!))
        {
            Assert.Contains($"| {status.ToString(CultureInfo.InvariantCulture)} |", documented, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_path_of_the_state_directory_is_documented()
    {
        var documented = File.ReadAllText(Approved.Repository("docs/state-directory.md"));
        var state = new StateDirectory("/s");
        foreach (var path in (string[])[state.Journal, state.KnownHosts, state.Keys, state.Cloud, state.Run("RUN")])
        {
            Assert.Contains($"`{path["/s/".Length..]}", documented, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_configuration_in_the_README_is_valid()
    {
        var readme = File.ReadAllText(Approved.Repository("README.md"));
        var start = readme.IndexOf("```yaml", StringComparison.Ordinal) + "```yaml".Length;

        Assert.NotEmpty(BatonFile.Parse(readme[start..readme.IndexOf("```", start, StringComparison.Ordinal)], "README.md").Servers);
    }

    [Fact]
    public void Every_command_in_the_README_is_one_that_the_program_takes()
    {
        var surroundings = new ProgramSurroundings { Terminal = new CapturedTerminal(), Environment = _ => null, Folder = "/", Operations = _ => new ThingPlans() };
        var tree = CommandTree.Create(surroundings);
        var lines = File.ReadAllLines(Approved.Repository("README.md")).Where(line => line.StartsWith("./baton ", StringComparison.Ordinal)).SelectMany(line => line.Split('#')[0].Split(';')).ToList();

        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.Empty(tree.Parse(line.Trim().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..]).Errors));
    }

    [Theory]
    [InlineData("/home/me/state", "BATON_HOME", "/home/me/state")]
    [InlineData("/var/x/baton", "XDG_STATE_HOME", "/var/x")]
    [InlineData("/home/you/.local/state/baton", "HOME", "/home/you")]
    public void The_state_directory_is_where_the_environment_says(string expected, string variable, string value) =>
        Assert.Equal(expected, StateDirectory.OfEnvironment(name => name == variable ? value : null).Root);
}

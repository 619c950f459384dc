using System.Globalization;
using System.Reflection;
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

    [Theory]
    [InlineData("/home/me/state", "BATON_HOME", "/home/me/state")]
    [InlineData("/var/x/baton", "XDG_STATE_HOME", "/var/x")]
    [InlineData("/home/you/.local/state/baton", "HOME", "/home/you")]
    public void The_state_directory_is_where_the_environment_says(string expected, string variable, string value) =>
        Assert.Equal(expected, StateDirectory.OfEnvironment(name => name == variable ? value : null).Root);
}

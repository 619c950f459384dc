using System.CommandLine;
using Baton.Commands;

namespace Baton.Tests.Commands;

public sealed class HelpTests : IDisposable
{
    private readonly InProcess _baton = new();

    public void Dispose() => _baton.Dispose();

    public static TheoryData<string> CommandLines
    {
        get
        {
            var surroundings = new ProgramSurroundings { Terminal = new CapturedTerminal(), Environment = _ => null, Folder = "/", Operations = _ => new ThingPlans() };
            return [.. All(CommandTree.Create(surroundings)).Where(command => !command.Hidden).Select(command => string.Join(' ', CommandTree.PathOf(command).Skip(1)))];
        }
    }

    [Theory]
    [MemberData(nameof(CommandLines))]
    public async Task Every_command_explains_itself_with_an_example(string command)
    {
        Assert.Equal(0, await _baton.RunAsync($"{command} --help"));

        Assert.Contains("Example", _baton.Terminal.Answered, StringComparison.Ordinal);
        Assert.Contains($"  baton {command}".TrimEnd(), _baton.Terminal.Answered[_baton.Terminal.Answered.LastIndexOf("Example", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Approved.Text(_baton.Terminal.Answered, $"help-{(command.Length == 0 ? "baton" : command.Replace(' ', '-'))}.txt");
    }

    [Fact]
    public async Task The_version_is_a_line()
    {
        Assert.Equal(0, await _baton.RunAsync("--version"));

        // xUnit's own program is the one that runs here.
        Assert.Matches(@"^\d+\.\d+\.\d+\S*\n$", _baton.Terminal.Answered);
    }

    [Fact]
    public async Task A_group_of_commands_alone_shows_what_is_in_it()
    {
        Assert.Equal(0, await _baton.RunAsync(""));

        Assert.Contains("rollback", _baton.Terminal.Answered, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rolback x", "BTN0807 There is no command 'baton rolback'. → Did you mean 'baton rollback'?\n")]
    [InlineData("quux", "BTN0807 There is no command 'baton quux'. → See 'baton --help'.\n")]
    [InlineData("resume", "BTN0801 Required argument missing for command: 'resume'. → See 'baton resume --help'.\n")]
    public async Task A_command_line_that_is_wrong_says_what_was_meant(string commandLine, string said)
    {
        Assert.Equal(ExitCodes.BadUsage, await _baton.RunAsync(commandLine));

        Assert.Equal(said, _baton.Terminal.Talked);
    }

    private static IEnumerable<Command> All(Command command) => [command, .. command.Subcommands.SelectMany(All)];
}

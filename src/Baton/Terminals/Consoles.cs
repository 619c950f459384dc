using System.Text;
using Spectre.Console;

namespace Baton.Terminals;

/// <summary>Makes Spectre consoles over any writer, of a width that we decide.</summary>
internal static class Consoles
{
    public static IAnsiConsole Create(TextWriter writer, bool interactive, int width) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = interactive ? AnsiSupport.Yes : AnsiSupport.No,
        ColorSystem = interactive ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        Interactive = interactive ? InteractionSupport.Yes : InteractionSupport.No,
        Out = new FixedWidthOutput(writer, interactive, width),
    });

    private sealed class FixedWidthOutput(TextWriter writer, bool interactive, int width) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => interactive;

        public int Width => width;

        public int Height => 24;

        public void SetEncoding(Encoding encoding)
        {
            // Everything here is UTF-8 already.
        }
    }
}

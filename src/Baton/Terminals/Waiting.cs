namespace Baton.Terminals;

/// <summary>A line that says what is waited for, and goes away when it has come.</summary>
internal static class Waiting
{
    public static async Task<T> ShowAsync<T>(ITerminal terminal, string text, Func<Task<T>> wait)
    {
        if (!terminal.TalkIsInteractive)
        {
            return await wait();
        }

        terminal.Talk.Write($"{Ansi.Dim}{text}{Ansi.Reset}");
        terminal.Talk.Flush();
        try
        {
            return await wait();
        }
        finally
        {
            terminal.Talk.Write(Ansi.ClearLine);
            terminal.Talk.Flush();
        }
    }
}

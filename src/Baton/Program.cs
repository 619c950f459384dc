using Baton;
using Baton.Terminals;

return await BatonProgram.RunAsync(
    args,
    new()
    {
        Terminal = new ConsoleTerminal(),
        Environment = Environment.GetEnvironmentVariable,
        Folder = Environment.CurrentDirectory,
        Operations = _ => throw new NotSupportedException(),
    });

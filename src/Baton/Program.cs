using Baton;
using Baton.Operating;
using Baton.Terminals;

return await BatonProgram.RunAsync(
    args,
    new()
    {
        Terminal = new ConsoleTerminal(),
        Environment = Environment.GetEnvironmentVariable,
        Folder = Environment.CurrentDirectory,
        Operations = session => new AwsOperations(session),
    });

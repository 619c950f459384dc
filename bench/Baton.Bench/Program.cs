using Baton.Bench;
using Baton.Rehearsals.Stage;
using Baton.Terminals;

var sizes = new List<int> { 1, 10 };
var wanted = new List<string>();
for (var index = 0; index < args.Length; index++)
{
    if (args[index] == "--data" && index + 1 < args.Length)
    {
        sizes = [.. args[++index].Split(',').Select(int.Parse)];
    }
    else
    {
        wanted.Add(args[index]);
    }
}

var stage = new BenchStage(new ConsoleTerminal());
var benches = new Dictionary<string, Func<Task>>
{
    ["start"] = () => new StartBench(stage).RunAsync(),
    ["cloud"] = () => new CloudBench(stage).RunAsync(),
    ["machines"] = () => new MachineBench(stage).RunAsync(),
    ["switch"] = () => new SwitchBench(stage, sizes).RunAsync(),
};
if (wanted.Except([.. benches.Keys, "usual"]).FirstOrDefault() is { } unknown)
{
    Console.Error.WriteLine($"There is no bench '{unknown}'. There are: {string.Join(", ", benches.Keys)}.");
    return 2;
}

foreach (var (name, bench) in benches.Where(bench => wanted.Count == 0 || wanted.Contains(bench.Key)))
{
    Console.Error.WriteLine($"== {name}");
    await bench();
}

return 0;

using Baton.Engine.Problems;

namespace Baton.LocalCloud;

/// <summary>What can be wrong between the program and its local cloud: BTN070x. What the cloud itself says comes over the wire.</summary>
internal static class LocalCloudProblems
{
    public static Problem NotRunning() => new("BTN0701", "The local cloud is not running.", "Start it with 'baton cloud up'.");

    public static Problem DidNotStart(string log, string lastWords) =>
        new("BTN0702", $"The local cloud did not start: {lastWords}", $"All that it said is in {log}.");

    public static Problem DidNotStop(int pid) => new("BTN0703", $"The local cloud (process {pid}) does not stop.", $"Look at 'baton cloud logs', or end it: kill -9 {pid}. Its state survives that.");

    public static Problem RunsDifferently(string asked, CloudRecord running) => new(
        "BTN0704", $"The local cloud runs already, at {running.Endpoint} with {running.Machines} machines, and not {asked}.", "Stop it first with 'baton cloud down'.");

    public static Problem FaultRefused(string said) => new("BTN0705", $"The local cloud does not take the fault: {said}", "See 'baton cloud fault add --help'.");

    public static Problem NoAnswer(string said) => new("BTN0706", $"The local cloud does not answer: {said}", "Look at 'baton cloud logs', or start it anew with 'baton cloud down' and 'baton cloud up'.");

    public static Problem FaultUnclear() => new("BTN0707", "It is not said what the fault does.", "Name one thing: an error code such as InsufficientInstanceCapacity, or one of the options, such as --latency 2s or --lost.");

    public static Problem FaultTime(string option, string text) => new("BTN0708", $"'{text}' is no time for {option}.", "Write a number and its unit, up to a day: 500ms, 20s, 2m.");

    public static Problem NoWayIn(string instance, string why) => new("BTN0709", $"{instance} cannot be entered: {why}", "See 'baton cloud status' and 'baton cloud console'.");
}

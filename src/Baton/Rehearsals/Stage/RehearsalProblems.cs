using Baton.Engine.Problems;

namespace Baton.Rehearsals.Stage;

internal static class RehearsalProblems
{
    public static Problem NoStockImage() => new("BTN0851", "The cloud offers no stock image of Debian 12.", "Look at 'baton cloud logs'.");

    public static Problem CommandFailed(string command, string why) => new("BTN0852", why, $"The answers of all commands are in the folder of the rehearsal; try 'baton {command}' again with --keep to look around.");

    public static Problem UnknownStep(KillPoint point, IEnumerable<string> known) =>
        new("BTN0857", $"There is no step '{point}' to kill Baton in.", $"The steps of image and resize are: {string.Join(", ", known)}.");

    public static Problem NotKilled(KillPoint point) =>
        new("BTN0858", $"Baton was never in the middle of '{point}', so it was not killed there.", "The step may be too short; take the one before it or after it.");

    public static Problem NoUnfinishedRun() => new("BTN0859", "Baton was killed, and the journal knows of no unfinished run.", "Look at 'baton runs' in the folder of the rehearsal.");

    public static Problem NoHostKey(string instance) => new("BTN0853", $"The console of {instance} shows no SSH host key.", $"Look at 'baton cloud console {instance}'.");

    public static Problem GuestFailed(string command, string output) => new("BTN0854", $"'{command}' failed on the server: {output}", "Look at the console of the instance.");

    public static Problem NotServing(Uri address, string why) => new("BTN0855", $"The application at {address} does not answer: {why}", "Look at the console of the instance.");

    public static Problem NotReached(string instance, string state) => new("BTN0856", $"{instance} is {state} and does not come up.", $"Look at 'baton cloud console {instance}'.");
}

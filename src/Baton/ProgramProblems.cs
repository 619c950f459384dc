using Baton.Engine.Journal.Sqlite;
using Baton.Engine.Problems;

namespace Baton;

/// <summary>What can be wrong with the program itself and its command line: BTN08xx.</summary>
internal static class ProgramProblems
{
    public const string BugCode = "BTN0899";

    public static Problem Usage(string said, string command) => new("BTN0801", said, $"See '{command} --help'.");

    public static Problem JournalFailed(SqliteException failure) => failure.ResultCode == SqliteException.Full
        ? new("BTN0802", "The disk that holds the journal is full: nothing more is done without it.", "Make room in the state directory (BATON_HOME), then resume or roll back the run.")
        : new("BTN0803", $"The journal cannot be read or written: {failure.Message}.", "Check the state directory (BATON_HOME) and who owns it.");

    public static Problem Stopped() => new("BTN0804", "It was stopped.", "What was begun is taken back; 'baton runs' shows where each run stands.");

    public static Problem Bug(Exception failure) =>
        new(BugCode, $"Baton has a bug: {failure.GetType().Name}: {failure.Message}", "Report it with the text above; 'baton runs' shows whether a run is left to roll back.");

    public static Problem CommandUnknown(string written, string group, string? nearest) =>
        new("BTN0807", $"There is no command '{group} {written}'.", nearest is null ? $"See '{group} --help'." : $"Did you mean '{group} {nearest}'?");

    public static Problem NoRuns() => new("BTN0806", "There are no runs yet.", "Start one, such as 'baton image SERVER'.");

    public static Problem NotAsked(string what) => new("BTN0808", $"{what} cannot be undone, and there is nobody here to ask.", "Say --yes.");

    public static Problem Declined() => new("BTN0809", "You said no; nothing was done.", "Look at the plan again whenever you like.");

    public static Problem NoRunOf(string name, string can) => new("BTN0810", $"There is no run '{name}', and no run on a server of that name that can be {can}.", "List the runs with 'baton runs'.");

    public static Problem ServerMissing(string command) => new(
        "BTN0817", "It is not said which server is meant.", $"Name it: 'baton {command} SERVER'. baton.yaml has none, or more than one, with a 'source'.");

    public static Problem SizeMissing() => new("BTN0811", "It is not said how large the new machine is to be.", "Say --memory 4GiB, --cpus 2 or --type t3.medium.");

    public static Problem SizeUnreadable(string text) => new("BTN0812", $"'{text}' is no amount of memory.", "Write it as 512MiB or 4GiB.");

    public static Problem OwnAddressUnknown(string said) => new("BTN0813", $"This machine's public address cannot be found out: {said}", "Check that https://checkip.amazonaws.com answers, or set 'ssh.address: private'.");

    public static Problem ServerOfImageUnknown(string imageId) => new("BTN0814", $"The tags of {imageId} do not say which server it is an image of.", "Say it with --server NAME.");

    public static Problem InstanceUnknown(string instance) =>
        new("BTN0815", $"There is no instance '{instance}' in this account and region.", "Say its id with --instance i-…, and check AWS_REGION and AWS_PROFILE.");

    public static Problem ReasonMissing() => new("BTN0819", "No reason is given for not waiting.", "Say it in words: --override-wait 'nobody uses it at night'.");

    public static Problem InstanceAmbiguous(string instance, IEnumerable<string> ids) =>
        new("BTN0816", $"More than one instance has the Name '{instance}': {string.Join(", ", ids)}.", "Say which one with --instance.");

    public static Problem CannotWrite(string path, string why) => new("BTN0818", $"{path} cannot be written: {why}", "Name another file, or make room.");

    public static Problem PageWithoutMaintenance() => new("BTN0820", "A page is named, and users are not to see one: requests are held.", "Say --maintenance too, or leave --page out.");

    public static Problem PageUnreadable(string path, string why) => new("BTN0821", $"{path} cannot be shown as the maintenance page: {why}", "Name an HTML file in UTF-8 that needs no other file.");
}

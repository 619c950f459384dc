using System.Globalization;
using Baton.Engine.Problems;

namespace Baton.Operations.Problems;

/// <summary>What can go wrong while an operation runs: BTN060x. What is found before it begins is in <see cref="PreflightProblems"/>.</summary>
internal static class OperationProblems
{
    public static Problem InstanceUnknown(string instance) => new(
        "BTN0601", $"There is no instance '{instance}' in this account and region.", "Check the region, and 'instance' in baton.yaml: an instance id, or the value of its tag Name.");

    public static Problem InstanceAmbiguous(string name, IEnumerable<string> ids) => new(
        "BTN0602", $"More than one running instance has the Name '{name}': {string.Join(", ", ids)}.", "Set 'instance' in baton.yaml to the id of the one that is meant.");

    public static Problem HoldBudgetSpent(TimeSpan budget, string name) => new(
        "BTN0603",
        string.Create(CultureInfo.InvariantCulture, $"Users have waited for the whole budget of {budget.TotalSeconds:0} s."),
        $"The switch goes back to the old server. Raise 'budgets.{name}', or find what took long with 'baton show'.");

    public static Problem NeverCaughtUp(string standby, long bytes, TimeSpan budget) => new(
        "BTN0604",
        string.Create(CultureInfo.InvariantCulture, $"{standby} is still {bytes / 1024} KiB behind after {budget.TotalMinutes:0.#} minute{(budget.TotalMinutes == 1 ? "" : "s")}."),
        "Try again when the server writes less, choose a larger type, or raise 'budgets.catchUp'.");

    public static Problem SnapshotFailed(string snapshotId, string? reason) => new(
        "BTN0605", $"Snapshot {snapshotId} failed: {reason ?? "AWS gives no reason"}.", "Try again.");

    public static Problem ConsistencyNotHad(string wanted, string reason) => new(
        "BTN0606", $"The level '{wanted}' cannot be had: {reason}.", "Nothing was kept. Try again when the server is quieter, or ask for a lower level with --consistency.");

    public static Problem ChecksFailed(string server, IEnumerable<string> failures) => new(
        "BTN0607", $"{server} fails its checks: {string.Join("; ", failures)}", "The switch goes back to the old server. Fix what the checks say, then try again.");

    public static Problem NotEverythingArrived(string server, string last, string received) => new(
        "BTN0608", $"{server} has received the write-ahead log up to {received}, and the last position is {last}.", "Nothing was promoted. Look at PostgreSQL's log on both servers.");

    public static Problem NotReachedFromOutside(string address, string reason) => new(
        "BTN0609", $"The new server does not answer at {address}: {reason}", "The address goes back. Check security groups and network ACLs of its subnet.");

    public static Problem DidNotStart(string instanceId, string state) => new(
        "BTN0610", $"Instance {instanceId} is {state} instead of running.", "Its state reason and console output ('aws ec2 get-console-output') say why.");

    public static Problem NoHostKey(string instanceId) => new(
        "BTN0611", $"The console of {instanceId} shows no SSH host key.", "The image must print its host keys at first boot, as cloud-init and Baton's stock image do.");

    public static Problem StuckAtBoot(string instanceId, string trouble) => new(
        "BTN0623", $"Instance {instanceId} does not come up. Its console says: {trouble}", "Repair that on the server that it was copied from (a file system of /etc/fstab that the copy does not have needs 'nofail'), and try again.");

    public static Problem TookTooLong(string what, TimeSpan budget) => new(
        "BTN0612", string.Create(CultureInfo.InvariantCulture, $"{what} took longer than {budget.TotalMinutes:0.#} minute{(budget.TotalMinutes == 1 ? "" : "s")}."), "Raise the budget in baton.yaml, or look at what holds it up.");

    public static Problem NoAddress(string instanceId) => new(
        "BTN0613", $"Instance {instanceId} has no address that can be reached from here.", "Give it a public address, or set 'ssh.address: private' when this machine is inside its network.");

    public static Problem NotFollowing(string server) => new(
        "BTN0614", $"PostgreSQL on {server} does not follow as a standby.", "Look at its log; nothing was promoted.");

    public static Problem ImageUnknown(string imageId) => new(
        "BTN0615", $"There is no image '{imageId}' in this account and region.", "List them with 'aws ec2 describe-images --owners self'.");

    public static Problem ImageNameTaken(string name, string imageId) => new(
        "BTN0616", $"The name '{name}' belongs to image {imageId}, which this run did not make.", "Choose another with --name.");

    public static Problem ImageNotOfServer(string imageId) => new(
        "BTN0617", $"Image {imageId} does not carry Baton's tags, so it is not known what it must hold.", "Take images with 'baton image SERVER'.");

    public static Problem ArgumentsUnreadable(string kind) => new(
        "BTN0618", $"The arguments of this run of '{kind}' cannot be read.", "It was made by another version of Baton; finish it with that one.");

    public static Problem NotAlike(string instanceId, string difference) => new(
        "BTN0620", $"{instanceId} is not like the old server: {difference}.", "Nothing was switched. Look whether a policy or a launch rule of the account changes new instances.");

    public static Problem NotToBeFinished(string runId, string reason) => new(
        "BTN0621", $"{runId} cannot be finished: {reason}", "List runs with 'baton runs'.");

    public static Problem ProofFailed(string why) => new("BTN0622", $"{why}.", "The image is not what it claims to be.");

    public static Problem OldNotReachable(string instanceId) => new(
        "BTN0619", $"The old server {instanceId} is not running any more.", "It cannot be gone back to. End the move with 'baton finish'.");
}

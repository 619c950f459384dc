using System.Globalization;
using Baton.Engine.Journal;
using Baton.Engine.Problems;

namespace Baton.Operations.Migrating;

/// <summary>What can be in the way of a migration: BTN066x and BTN067x.</summary>
internal static class MigrationProblems
{
    public static Problem NoSource(string server) => new(
        "BTN0660", $"baton.yaml does not say where '{server}' runs today.", "Add 'source: {ssh: {host: …, user: …}}' to it; 'baton assess' proposes one.");

    public static Problem AlreadyMigrating(RunRecord run) => new(
        "BTN0661", $"'{run.Subject}' is being migrated already: {run.Id}.", $"'baton migrate {run.Subject}' shows where it stands; 'baton migrate backout {run.Subject}' takes it back.");

    public static Problem NotYet(string server, string stage, string missing) => new(
        "BTN0662", $"'{server}' is not ready for {stage}: {missing}.", $"'baton migrate {server}' says what is next.");

    public static Problem ImageUnknown(string os, string architecture) => new(
        "BTN0663", $"No official image of {os} for {architecture} is known in this region.", "Name one with 'target.image' in baton.yaml; it must be of the same distribution.");

    public static Problem ImageDiffers(string image, string architecture, string needed) => new(
        "BTN0664", $"{image} is for {architecture}, and the source is {needed}.", "Name an image of the source's architecture under 'target.image'.");

    public static Problem SystemDiffers(string server, string os, string needed) => new(
        "BTN0665", $"{server} runs {os}, and the source {needed}.", "Name an image of the same release under 'target.image', or bring your own packages: 'target.packages: false' and a provisioning step.");

    public static Problem NoType(string architecture, int memoryMiB, int cpus) => new(
        "BTN0666",
        string.Create(CultureInfo.InvariantCulture, $"No instance type here for {architecture} has {memoryMiB} MiB of memory and {cpus} vCPUs."),
        "Name one with 'target.instance-type', or ask for less with 'target.memory' and 'target.cpus'.");

    public static Problem NoSubnet() => new("BTN0667", "The region has no default VPC with a subnet.", "Name a subnet with 'target.subnet'.");

    public static Problem NoPublicKey(string server) => new(
        "BTN0668", $"There is no public key for the new server of '{server}'.", "Set 'ssh.identity-file' to a key whose public half lies beside it (FILE.pub), or name a key pair of the account with 'target.key-name'.");

    public static Problem DiskTooSmall(string mount, long wantedGiB, int givenGiB) => new(
        "BTN0669",
        string.Create(CultureInfo.InvariantCulture, $"The volume for {mount} has {givenGiB} GiB, and what comes to it takes {wantedGiB} GiB already."),
        "Give it more under 'target.volumes'.");

    public static Problem CopyFailed(string server, string detail) => new(
        "BTN0670", $"The copy of the database to {server} ended early: {detail}", "Run 'baton migrate sync' again: it begins anew. The source was not touched.");

    public const string NotFollowingCode = "BTN0671";

    public static Problem NotFollowing(string server, string why) => new(NotFollowingCode, $"The database of {server} does not follow the source: {why}.", "Run 'baton migrate sync' first.");

    public static Problem LaterStage(RunRecord run, RunRecord later) => new(
        "BTN0672", $"{run.Id} cannot be rolled back before {later.Id}, which was done after it.", $"'baton migrate backout {run.Subject}' takes the stages back in their order.");

    public static Problem ScriptUnreadable(string path, string why) => new("BTN0675", $"{path} cannot be read: {why}", "Correct 'target.provision' in baton.yaml.");

    public static Problem NothingToBackOut(string server) => new("BTN0673", $"'{server}' is not being migrated.", "'baton runs' lists what was done.");

    public static Problem LibraryDiffers(string server, string here, string there) => new(
        "BTN0674",
        $"{server} has {here}, and the source {there}: a byte-for-byte copy of the database would sort text otherwise than its indexes do.",
        "Name an image of the same release under 'target.image'.");

    public static Problem VersionDiffers(string server, int? here, int there) => new(
        "BTN0676",
        string.Create(CultureInfo.InvariantCulture, $"{server} has {(here is null ? "no PostgreSQL" : $"PostgreSQL {here}")} where the source has PostgreSQL {there}."),
        "A byte-for-byte copy needs the same major version: install it there, from the same repository.");

    public static Problem TestStanding(RunRecord run) => new(
        "BTN0677", $"The copy of a test of '{run.Subject}' is still there: {run.Id}.", $"End it first: baton migrate test {run.Subject} --end");

    public static Problem NoTest(string server) => new("BTN0678", $"There is no copy of '{server}' to end.", $"'baton migrate test {server}' makes one.");

    public static Problem ChecksRedBefore(string server, IEnumerable<string> failures) => new(
        "BTN0679", $"The checks fail on {server}, where users are today: {string.Join("; ", failures)}", "Nothing was switched. A check that is red before cannot tell whether the switch went well: repair it, or correct it in baton.yaml.");

    public static Problem FinishBegun(RunRecord run) => new(
        "BTN0695", $"{run.Id} has begun to close the way back on {run.Subject}, and that cannot be undone.", $"Go on to its end: baton resume {run.Id}");

    public static Problem NoWayBack(string server, string why) => new(
        "BTN0696", $"The old server of '{server}' does not follow the new one: {why}. Going back would lose what was written since.",
        "Nothing was changed. Repair that, and try again. Where the new server's slot was dropped to save its disk ('journalctl -u baton-wal-watch' there says so), Baton has no way back any more; 'baton migrate finish' closes the migration.");

    public static Problem NoRoomThere(string server, string mount, long wantedGiB, long hasGiB) => new(
        "BTN0697",
        string.Create(CultureInfo.InvariantCulture, $"The database takes {wantedGiB} GiB by now, and {mount} on {server} has {hasGiB} GiB."),
        "Grow that volume (aws ec2 modify-volume) and its file system (resize2fs), and try again; or 'baton migrate backout', give it more under 'target.volumes', and prepare anew.");

    public static Problem NoPortForPage(string server) => new(
        "BTN0694", $"baton.yaml names no port of '{server}' at which a maintenance page could be shown.", "Add 'gate: {ports: […], proxy: …}' to it: the ports of the application behind its proxy.");
}

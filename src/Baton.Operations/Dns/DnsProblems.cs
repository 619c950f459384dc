using System.Globalization;
using Baton.Engine.Problems;

namespace Baton.Operations.Dns;

/// <summary>What can be wrong with names: BTN10xx.</summary>
internal static class DnsProblems
{
    public static Problem NotConfigured(string server) => new(
        "BTN1001", $"baton.yaml names no DNS name of {server}.", "Add 'dns:' with 'names' and 'provider' to the server.");

    public static Problem ZoneNotOurs(string name, string where) => new(
        "BTN1002", $"{where} has no zone for {name}.", "Check 'dns.zone', 'dns.provider', and which account the credentials are of.");

    public static Problem TsigRefused(string server, string code, string? keyFile) => new(
        "BTN1003",
        $"{server} does not accept the key{(keyFile is null ? "" : $" in {keyFile}")}: {code}.",
        code switch
        {
            "BADKEY" => "The server does not know a key of that name: compare it, and the algorithm, with the server's configuration.",
            "BADTIME" => "The clocks differ by more than five minutes: set this machine's, or the server's.",
            "BADSIG" => "The name of the key is known but its secret is another: copy it again.",
            _ => "The server takes updates only with a key that it knows: name its file with 'dns.key-file'.",
        });

    public static Problem UpdateRefused(string server, string name, string code) => new(
        "BTN1004",
        $"{server} refuses to change {name}: {code}.",
        code switch
        {
            "NOTAUTH" or "NOTZONE" => "It is not the primary server of that zone: check 'dns.server' and 'dns.zone'.",
            "NXRRSET" or "YXRRSET" => "Somebody else has changed the record meanwhile: look at it, then try again.",
            _ => "Let the key change that name in the server's configuration ('update-policy' or 'allow-update' in BIND).",
        });

    public static Problem UpdateFailed(string server, string said) => new(
        "BTN1005", $"The update was not taken by {server}: {said}", "Check that 'dns.server' is right and reachable.");

    public static Problem IsAlias(string name, string target) => new(
        "BTN1006", $"{name} is an alias to {target}, which has no time to live of its own.", "Make it an A record with the server's address first, or name the record that the alias leads to.");

    public static Problem CnameElsewhere(string name, string target, string zone) => new(
        "BTN1007", $"{name} leads to {target}, which is not in the zone {zone}.", "Name the record that holds the address, and the zone that it is in, or change where the name leads to.");

    public static Problem SeveralAddresses(string name, IEnumerable<string> values) => new(
        "BTN1008", $"{name} has several addresses ({string.Join(", ", values)}); Baton moves one server.", "Leave only the address of this server, or take the name out of 'dns.names'.");

    public static Problem NoAddress(string name) => new("BTN1009", $"{name} has no address.", "Check its spelling under 'dns.names'.");

    public static Problem NotItself(string name) => new(
        "BTN1010", $"{name} has no record of its own: a wildcard of the zone answers for it.", "Make a record for it, which can then be changed without changing others.");

    public static Problem NobodyAnswers(string name, IEnumerable<string> asked) => new(
        "BTN1011", $"No name server answers for {name}: {string.Join(", ", asked)}.", "Check the network; DNS needs UDP and TCP port 53 to be open, or name servers under 'dns.authorities' or 'dns.resolvers'.");

    public static Problem NotEverywhere(string what, IEnumerable<string> servers, TimeSpan budget) => new(
        "BTN1012",
        string.Create(CultureInfo.InvariantCulture, $"After {budget.TotalMinutes:0.#} minutes these do not say {what}: {string.Join(", ", servers)}."),
        "Look at these name servers; raise 'dns.patience' when they need longer.");

    public static Problem KeyFileMissing(string path) => new("BTN1013", $"The key file {path} cannot be read.", "Check 'dns.key-file'; it is one that tsig-keygen writes.");

    public static Problem KeyFileOpen(string path) => new("BTN1014", $"Others than its owner may read the key file {path}.", $"Close it: chmod 600 {path}");

    public static Problem NsupdateMissing() => new("BTN1015", "nsupdate is not installed; updates by RFC 2136 need it.", "Install it (Debian, Ubuntu: apt install bind9-dnsutils).");

    public static Problem WaitNotOver(DateTimeOffset until) => new(
        "BTN1016",
        string.Create(CultureInfo.InvariantCulture, $"Caches may hold the old time to live until {until:yyyy-MM-dd HH:mm:ss} UTC."),
        "Wait until then ('baton resume' goes on waiting), or say why not: --override-wait and the reason.");

    public static Problem NotLowered(string server) => new("BTN1017", $"The time to live of {server}'s names has not been lowered.", $"Lower it first: baton dns lower {server}");

    public static Problem ChangedMeanwhile(string name, string expected, string found) => new(
        "BTN1018", $"{name} was expected to be {expected} and is {found}.", "Somebody else has changed it; look why, then try again.");

    public static Problem LoweredAlready(string server, string run) => new(
        "BTN1019", $"The time to live of {server}'s names was lowered by {run} and not restored since.", $"Restore it with 'baton dns restore {server}', or take it back with 'baton rollback {run}'.");

    public static Problem StillLong(string name, long now, long lowered) => new(
        "BTN1021",
        string.Create(CultureInfo.InvariantCulture, $"{name} has a time to live of {now} s, and was to have {lowered} s."),
        "Somebody has raised it again, or 'dns.names' has changed since: restore it and lower it anew, or say why not to wait: --override-wait and the reason.");

    public static Problem LeadsTo(string name, string address, string which) => new(
        "BTN1022", $"{name} still leads to {address}, the {which} server.", "Point it to the other one first: baton dns point; or take the name out of 'dns.names'.");

    public static Problem AddressUnreadable(string text) => new("BTN1020", $"'{text}' is no IPv4 address.", "Say it in numbers: --to 198.51.100.7");
}

using Baton.Engine.Problems;

namespace Baton.Operations.Announcing;

/// <summary>What can be wrong with telling people: BTN09xx.</summary>
public static class AnnounceProblems
{
    public static Problem MailServerUnreachable(string server, string why) => new("BTN0901", $"The mail server {server} cannot be reached: {why}", "Check 'announce.smtp' in baton.yaml, and whether this machine may connect to that port.");

    public static Problem MailServerNotTrusted(string server, string why) => new(
        "BTN0902", $"The mail server {server} cannot prove who it is: {why}", "Its certificate must be valid for exactly this host name. No mail and no password was sent.");

    public static Problem NoStartTls(string server) => new("BTN0903", $"The mail server {server} offers no encryption (STARTTLS).", "Use its port for TLS with 'security: tls', or 'security: none' if it is on this machine.");

    public static Problem LoginRefused(string server, string user, string said) => new("BTN0904", $"The mail server {server} does not let '{user}' in: {said}", "Check user and password; some providers want a password made for this program.");

    public static Problem SenderRefused(string server, string from, string said) => new("BTN0905", $"The mail server {server} does not take mail from {from}: {said}", "Set 'announce.from' to an address that this login may send as.");

    public static Problem ConnectionLost(string server, string doing) => new("BTN0906", $"The mail server {server} broke off ({doing}).", "'baton resume RUN' goes on with those who have not got it; nobody gets it twice.");

    public static Problem SecretFileMissing(string key, string file) => new("BTN0907", $"'{key}' is {file}, which is not there.", "Make it, readable by you only: install -m 600 /dev/null FILE, then write the secret into it.");

    public static Problem SecretFileOpen(string key, string file) => new("BTN0908", $"Others may read {file} ('{key}').", $"chmod 600 {file}");

    public static Problem SecretVariableMissing(string variable) => new("BTN0909", $"The environment has no {variable}, which 'announce.smtp.password-variable' names.", "Set it, or use a file with 'password-file'.");

    public static Problem AmbiguousTime(string where, string words) => new(
        "BTN0910", $"{where} says '{words}', which people read in two ways.", "Write 12:01am or 11:59pm: nobody mistakes these for another day or half of a day.");

    public static Problem PlaceholderUnknown(string where, string placeholder, IEnumerable<string> known) => new(
        "BTN0911", $"{where} has a placeholder {{{placeholder}}} that is not known.", $"These are: {string.Join(", ", known.Select(name => $"{{{name}}}"))}.");

    public static Problem TimeUnreadable(string text) => new("BTN0912", $"'{text}' is no time.", "Write it as 2026-11-28 22:00, in the time zone of 'announce.time-zone'.");

    public static Problem TimeNotThere(string text, string zone) => new("BTN0913", $"{text} does not exist, or exists twice, in {zone}: clocks are changed then.", "Choose another hour.");

    public static Problem TimePast(string text) => new("BTN0914", $"{text} is over.", "Say a time that is still to come, or --phase after.");

    public static Problem NotConfigured(string server) => new("BTN0915", $"baton.yaml does not say how to announce anything about '{server}'.", "Add 'announce:' to it, with from, to, contact, time-zone and smtp or webhook-file.");

    public static Problem NobodyToTell(string server) => new("BTN0916", $"'announce' of '{server}' names nobody and no webhook.", "Add addresses under 'to' or 'internal', or a 'webhook-file'.");

    public static Problem WebhookRefused(int status) => new("BTN0917", $"The webhook answered with status {status}.", "Has it been revoked? Make a new one, and put its URL into the file.");

    public static Problem WebhookUnreachable(string why) => new("BTN0918", $"The webhook cannot be reached: {why}", "Whether the message arrived is not known; look before you resume the run.");

    public static Problem WebhookNotUrl(string file) => new("BTN0919", $"{file} does not hold one https URL.", "Put the webhook's URL into it, alone on one line.");

    public static Problem AddressRefused(string address, string said) => new("BTN0920", $"{address} was not taken: {said}", "Correct the address in baton.yaml; the others have got it.");

    public static Problem OutcomeUnknown(string address) => new(
        "BTN0921", $"Whether {address} has got it is not known: the connection ended between the mail and its receipt.", "It is not sent again by itself. Ask, or announce again with only this address.");

    public static Problem TemplateUnreadable(string file, string why) => new("BTN0922", $"The template {file} cannot be used: {why}", "Its first line is 'Subject: …', then an empty line, then the text.");

    public static Problem AssessmentUnreadable(string file, string why) => new("BTN0923", $"{file} is no assessment: {why}", "Make one with 'baton assess SERVER --json > FILE'.");

    public static Problem NotTaken(string server, string said) => new("BTN0924", $"The mail server {server} takes no mail now: {said}", "Try again later with 'baton resume RUN'.");
}

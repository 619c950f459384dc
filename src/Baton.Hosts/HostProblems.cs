using Baton.Engine.Problems;

namespace Baton.Hosts;

/// <summary>What can be wrong with a server itself: BTN032x and BTN033x. How it is reached is <see cref="Ssh.SshProblems"/>.</summary>
public static class HostProblems
{
    public static Problem ScriptFailed(string host, string script, HostResult result) => new(
        "BTN0320",
        $"'{script}' failed on {host} with status {result.ExitStatus}: {Tail(result.Error)}",
        "Nothing after it was done; the message is the server's own.");

    public static Problem SystemdMissing(string host) => new(
        "BTN0321", $"{host} does not run systemd.", "Baton fences and switches services through systemd; there is no way around it on this server.");

    public static Problem ToolMissing(string host, string tool) => new(
        "BTN0322", $"{host} has no '{tool}'.", $"Install it there (Debian and Ubuntu: apt-get install {Package(tool)}) and try again.");

    public static Problem UnitUnknown(string host, string unit) => new(
        "BTN0323", $"{host} has no unit '{unit}'.", "Compare the names under 'services', 'fenced' and 'gate' in baton.yaml with 'systemctl list-units'.");

    public static Problem UnitFailed(string host, string unit) => new(
        "BTN0324", $"'{unit}' did not come up on {host}.", $"See why with 'journalctl -u {unit.Split(' ')[0]}' there.");

    public static Problem UnitHeld(string host, string unit) => new(
        "BTN0325", $"The guard holds '{unit}' on {host}.", "It is a copy of another server. 'baton show RUN' says which run it belongs to.");

    public static Problem PortTaken(string host, string port) => new(
        "BTN0326", $"Port {port} is taken on {host}.", "Baton needs it on 127.0.0.1 while a switch lasts; stop what listens there.");

    public static Problem FolderMissing(string host, string folder) => new(
        "BTN0327", $"{host} has no folder '{folder}'.", "Correct 'folders' in baton.yaml.");

    public static Problem FolderNameNotSupported(string host, string folder) => new(
        "BTN0328", $"The folder '{folder}' on {host} cannot be copied by that name.", "Folders in baton.yaml are absolute and hold letters, digits, and . _ - / + @ only.");

    public static Problem LinkDown(string host, string detail) => new(
        "BTN0329", $"The link from {host} to the other server does not come up: {detail}",
        "Port 22 must be open between the two servers and sshd must allow TCP forwarding (AllowTcpForwarding).");

    public static Problem FreezeFailed(string host, string mount) => new(
        "BTN0330", $"'{mount}' on {host} could not be frozen.", "Everything was thawed again. Ask for consistency 'crash', or find out what else freezes it.");

    public static Problem GateMissing(string host) => new(
        "BTN0331", $"The gate is not installed on {host}.", "Was the server restarted? 'baton resume RUN' installs it again.");

    public static Problem DiskFull(string host, string mount) => new(
        "BTN0332", $"'{mount}' on {host} is full.", "Make room there and try again.");

    public static Problem NftablesMissing(string host) => ToolMissing(host, "nft");

    public static Problem ClockWrong(string host, TimeSpan offset) => new(
        "BTN0333", $"The clock of {host} is off by {offset.TotalSeconds:F0} s.", "Start chrony or systemd-timesyncd there; the report's times would be wrong.");

    public static Problem ArchitectureDiffers(string host, string architecture, string wanted) => new(
        "BTN0334", $"{host} is {architecture}, not {wanted}.", "Choose an instance type of the same architecture.");

    public static Problem NotHttp(string host, string port) => new(
        "BTN0335", $"What listens on port {port} of {host} does not answer HTTP, so it can show nobody a maintenance page.", "Leave --maintenance out: connections are held then, whatever they speak.");

    /// <summary>Where Debian and Ubuntu have it.</summary>
    public static string Package(string tool) => tool switch
    {
        "nft" => "nftables",
        "ssh" => "openssh-client",
        "ss" => "iproute2",
        "fsfreeze" or "setpriv" => "util-linux",
        _ => tool,
    };

    private static string Tail(string error)
    {
        var text = error.Trim();
        return text.Length is 0 ? "it said nothing." : text.Length <= 600 ? text : "…" + text[^600..];
    }
}

using Baton.Engine.Problems;

namespace Baton.Hosts.Ssh;

/// <summary>What can be wrong with reaching a server: BTN030x and BTN031x.</summary>
public static class SshProblems
{
    public static Problem HostKeyChanged(SshTarget target, string known, string offered) => new(
        "BTN0301", $"The host key of {target.Name} changed from {known} to {offered}.",
        "If the server was replaced on purpose, remove its line from Baton's known_hosts; if not, somebody may be listening.");

    public static Problem HostKeyUnknown(SshTarget target, string offered) => new(
        "BTN0302", $"The host key of {target.Name} is not known (it offers {offered}).",
        $"Check the fingerprint, then connect once with 'ssh {Login(target)}' so that it is in your known_hosts.");

    public static Problem Refused(SshTarget target) => new(
        "BTN0303", $"{target.Name} refuses SSH on {target.Address} port {target.Port}.", "Is sshd running there, and is the port right?");

    public static Problem Unreachable(SshTarget target) => new(
        "BTN0304", $"{target.Name} does not answer on {target.Address} port {target.Port}.",
        "Is it running? Does a security group let this machine in on that port?");

    public static Problem LoginDenied(SshTarget target, string said) => new(
        "BTN0305", $"{target.Name} does not let {target.User} in: {said}",
        target.IdentityFile is { } file ? $"Is {file} the key that it was launched with, and {target.User} its user?" : "Set ssh.identityFile or ssh.user in baton.yaml, or load the key into your agent.");

    public static Problem SudoDenied(SshTarget target, string said) => new(
        "BTN0306", $"{target.User} may not become root on {target.Name} without a password: {said}",
        $"Allow it there: echo '{target.User} ALL=(ALL) NOPASSWD:ALL' | sudo tee /etc/sudoers.d/baton");

    public static Problem ConnectionLost(string host, string doing) => new(
        "BTN0307", $"The connection to {host} broke during '{doing}'.", "Whether it was done is looked up by 'baton resume RUN'.");

    public static Problem TimedOut(string host, string doing, TimeSpan after) => new(
        "BTN0308", $"'{doing}' on {host} was not done after {after.TotalSeconds:F0} s and was stopped.", "Look at the load and the disks of the server.");

    public static Problem SshMissing() => new(
        "BTN0309", "There is no 'ssh' on this machine.", "Install the OpenSSH client (Debian and Ubuntu: apt-get install openssh-client).");

    public static Problem Failed(SshTarget target, string said) => new(
        "BTN0310", $"ssh does not reach {target.Name} ({target.Address}): {said}", $"Try it by hand: ssh {Login(target)}");

    public static Problem NotADestination(string destination) => new(
        "BTN0311", $"'{destination}' is no server that ssh can be told.", "Write it as for ssh: user@host, or a name of your ssh configuration; or name a server of baton.yaml.");

    public static Problem IdentityMissing(string file) => new("BTN0312", $"There is no key file '{file}'.", "Name the private key with --identity, or leave it out and let your ssh configuration decide.");

    public static Problem ConfigurationRefused(string destination, string said) => new(
        "BTN0313", $"ssh does not take '{destination}': {said}", $"See what it makes of it with 'ssh -G {destination}'.");

    private static string Login(SshTarget target) => target.Port is 22 ? $"{target.User}@{target.Address}" : $"-p {target.Port} {target.User}@{target.Address}";
}

using Baton.Hosts.Ssh;

namespace Baton.Tests.Hosts;

public sealed class HostKeyTests : IDisposable
{
    private const string Key = "AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("baton-keys-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_fingerprint_is_what_ssh_prints() =>
        Assert.Equal("SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU", HostKey.Parse($"ssh-ed25519 {Key} comment")!.Fingerprint);

    [Theory]
    [InlineData("")]
    [InlineData("# a comment")]
    [InlineData("ssh-ed25519")]
    [InlineData("ssh-ed25519 not*base64")]
    [InlineData("ci-info: ssh-ed25519 key")]
    public void What_is_no_key_is_none(string line) => Assert.Null(HostKey.Parse(line));

    [Fact]
    public void The_last_complete_block_of_a_console_counts()
    {
        var console = $"""
            [    1.0] boot
            -----BEGIN SSH HOST KEY KEYS-----
            ecdsa-sha2-nistp256 AAAA old
            -----END SSH HOST KEY KEYS-----
            [    2.0] again
            -----BEGIN SSH HOST KEY KEYS-----
            ssh-ed25519 {Key} root@new{"\r"}
            -----END SSH HOST KEY KEYS-----
            -----BEGIN SSH HOST KEY KEYS-----
            ssh-rsa AAAA cut off
            """;
        Assert.Equal([new HostKey("ssh-ed25519", Key)], ConsoleHostKeys.Read(console));
    }

    [Fact]
    public void A_console_without_keys_has_none() => Assert.Empty(ConsoleHostKeys.Read("[    1.0] boot\n-----BEGIN SSH HOST KEY KEYS-----\nssh-ed25519 " + Key));

    [Fact]
    public void Known_hosts_keep_one_set_of_keys_per_server()
    {
        var known = new KnownHosts(Path.Combine(_folder.FullName, "ssh", "known_hosts"));
        known.Trust("i-1", [new("ssh-ed25519", Key)]);
        known.Trust("i-12", [new("ssh-rsa", "AAAA")]);
        known.Trust("i-1", [new("ssh-ed25519", "BBBB")]);
        Assert.Equal([new HostKey("ssh-ed25519", "BBBB")], known.Find("i-1"));
        Assert.Equal([new HostKey("ssh-rsa", "AAAA")], known.Find("i-12"));
        known.Forget("i-1");
        Assert.Empty(known.Find("i-1"));
        Assert.Equal(["i-12 ssh-rsa AAAA"], File.ReadAllLines(known.Path));
    }
}

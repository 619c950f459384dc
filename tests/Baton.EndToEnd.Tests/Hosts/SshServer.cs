using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Baton.Hosts.Ssh;

namespace Baton.EndToEnd.Tests.Hosts;

/// <summary>A real sshd on 127.0.0.1 with its own keys, configuration and port; its user is whoever runs the tests.</summary>
public sealed class SshServer : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("baton-sshd-");
    private Process? _process;

    public SshServer()
    {
        File.SetUnixFileMode(_directory.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        Generate("client");
        ChangeHostKey();
        File.Copy(In("client.pub"), In("authorized_keys"));
        KnownHosts = new(In("known_hosts"));
        Start();
    }

    public int Port { get; }

    /// <summary>What stands in PATH for those who log in, from the next start on; null for sshd's own.</summary>
    public string? ProgramFolders { get; set; }

    public KnownHosts KnownHosts { get; }

    public string IdentityFile => In("client");

    public SshSettings Settings => new() { KnownHosts = KnownHosts, SocketDirectory = In("s"), ConnectTimeout = TimeSpan.FromSeconds(5) };

    public SshTarget Target => new()
    {
        Name = "test (i-0123)",
        Address = "127.0.0.1",
        Port = Port,
        User = Environment.UserName,
        IdentityFile = IdentityFile,
        HostKeyAlias = "i-0123",
    };

    public HostKey HostKey => HostKey.Parse(File.ReadAllText(In("host.pub")))!;

    /// <summary>A host that trusts this server.</summary>
    public SshHost Connect()
    {
        KnownHosts.Trust("i-0123", [HostKey]);
        return new(Target, Settings);
    }

    public void ChangeHostKey()
    {
        File.Delete(In("host"));
        File.Delete(In("host.pub"));
        Generate("host");
    }

    public void Start()
    {
        File.WriteAllText(In("config"), string.Create(CultureInfo.InvariantCulture, $"""
            Port {Port}
            ListenAddress 127.0.0.1
            HostKey {In("host")}
            AuthorizedKeysFile {In("authorized_keys")}
            PidFile none
            StrictModes no
            UsePAM no
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            PermitRootLogin prohibit-password
            """) + (ProgramFolders is null ? "\n" : $"\nSetEnv PATH={ProgramFolders}\n"));
        if (Environment.UserName == "root")
        {
            Directory.CreateDirectory("/run/sshd");
        }

        _process = Process.Start(new ProcessStartInfo("/usr/sbin/sshd", ["-D", "-e", "-f", In("config")]) { UseShellExecute = false, RedirectStandardError = true })!;
        _ = _process.StandardError.ReadToEndAsync();
        WaitUntilListening();
    }

    /// <summary>Kills the server and every session on it.</summary>
    public void Stop()
    {
        _process?.Kill(entireProcessTree: true);
        _process?.WaitForExit();
        _process?.Dispose();
        _process = null;
    }

    public void Dispose()
    {
        Stop();
        _directory.Delete(recursive: true);
    }

    private string In(string name) => Path.Combine(_directory.FullName, name);

    private void Generate(string name)
    {
        using var process = Process.Start("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "test", "-f", In(name)]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private void WaitUntilListening()
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromSeconds(10); Thread.Sleep(20))
        {
            using var client = new TcpClient();
            try
            {
                client.Connect(IPAddress.Loopback, Port);
                return;
            }
            catch (SocketException)
            {
                // Not yet.
            }
        }

        Assert.Fail("sshd does not listen.");
    }
}

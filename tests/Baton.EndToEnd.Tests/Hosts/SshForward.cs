using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Baton.EndToEnd.Tests.Hosts;

/// <summary>A port of this machine that comes out at another one through a real SSH connection, as the link's do.</summary>
public sealed class SshForward : IDisposable
{
    private readonly Process _process;

    public SshForward(SshServer server, int target)
    {
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        var forward = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}:127.0.0.1:{target}");
        _process = Process.Start(new ProcessStartInfo(
            "ssh",
            [
                "-F", "/dev/null", "-N", "-T", "-i", server.IdentityFile, "-p", server.Port.ToString(CultureInfo.InvariantCulture), "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null",
                "-o", "BatchMode=yes", "-o", "ExitOnForwardFailure=yes", "-o", "LogLevel=ERROR", "-L", forward, $"{Environment.UserName}@127.0.0.1",
            ])
        { UseShellExecute = false })!;
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromSeconds(20); Thread.Sleep(50))
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

        Assert.Fail("The forward does not listen.");
    }

    public int Port { get; }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}

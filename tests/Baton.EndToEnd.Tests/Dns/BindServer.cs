using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Baton.EndToEnd.Tests.Dns;

/// <summary>A real BIND on loopback with one zone, which takes updates that are signed with its key.</summary>
internal sealed class BindServer : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("baton-bind-").FullName;
    private readonly Process _process;

    private BindServer(int port)
    {
        Port = port;
        KeyFile = WriteKey("update", "update-key");
        File.WriteAllText(Path.Combine(_folder, "example.test.zone"), """
            $TTL 300
            @ IN SOA ns.example.test. host.example.test. 1 7200 900 1209600 300
            @ IN NS ns.example.test.
            ns IN A 127.0.0.1
            payroll IN A 192.0.2.1
            www IN CNAME payroll

            """);
        File.WriteAllText(Path.Combine(_folder, "named.conf"), $$"""
            include "{{KeyFile}}";
            options {
                directory "{{_folder}}"; pid-file "{{_folder}}/named.pid"; session-keyfile "{{_folder}}/session.key"; managed-keys-directory "{{_folder}}";
                listen-on port {{port}} { 127.0.0.1; }; listen-on-v6 { none; }; recursion no; dnssec-validation no; notify no;
            };
            controls { };
            zone "example.test" { type primary; file "{{_folder}}/example.test.zone"; update-policy { grant update-key zonesub ANY; }; };
            """);
        _process = Process.Start(new ProcessStartInfo("/usr/sbin/named", ["-g", "-c", Path.Combine(_folder, "named.conf")]) { UseShellExecute = false, RedirectStandardError = true })!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
    }

    public int Port { get; }

    public string KeyFile { get; }

    public static async Task<BindServer> StartAsync()
    {
        var server = new BindServer(FreePort());
        var asker = new Baton.Dns.DnsAsker(TimeProvider.System) { TryTimeout = TimeSpan.FromMilliseconds(200), Tries = 1 };
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await asker.AskAsync(new(IPAddress.Loopback, server.Port), "example.test", Baton.Dns.DnsType.SOA, recursive: false, TestContext.Current.CancellationToken);
                return server;
            }
            catch (Exception failure) when (failure is TimeoutException or SocketException && attempt < 100)
            {
                await Task.Delay(100, TestContext.Current.CancellationToken);
            }
        }
    }

    /// <summary>A key of that name with a secret of its own, as tsig-keygen writes it.</summary>
    public string WriteKey(string file, string name)
    {
        var path = Path.Combine(_folder, $"{file}.key");
        using (var made = Process.Start(new ProcessStartInfo("/usr/sbin/tsig-keygen", [name]) { UseShellExecute = false, RedirectStandardOutput = true })!)
        {
            File.WriteAllText(path, made.StandardOutput.ReadToEnd());
        }

        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}

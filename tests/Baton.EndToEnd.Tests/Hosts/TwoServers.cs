using System.Globalization;
using System.Net;
using Baton.Cloud.Machines;
using Baton.EndToEnd.Tests.Machines;
using Baton.EndToEnd.Tests.Network;
using Baton.Hosts;
using Baton.Hosts.Ssh;

namespace Baton.EndToEnd.Tests.Hosts;

/// <summary>A real machine that runs a small application, and a copy of its disk in a second one.</summary>
internal sealed class TwoServers : IAsyncDisposable
{
    public const int Port = 8080;

    private readonly NetworkRoom _room;
    private readonly SshSettings _settings;

    private TwoServers(NetworkRoom room)
    {
        _room = room;
        _settings = new()
        {
            KnownHosts = new(Path.Combine(room.Machines.DirectoryPath, "known_hosts")),
            SocketDirectory = Path.Combine(room.Machines.DirectoryPath, "s"),
        };
    }

    public SshHost Old { get; private set; } = null!;

    public SshHost New { get; private set; } = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<TwoServers> OpenAsync()
    {
        var servers = new TwoServers(await NetworkRoom.OpenAsync());
        var room = servers._room;
        await room.Machines.Storage.ImportSnapshotAsync("snap-base", (await MachineRoom.StockImageAsync()).RawDisk, Token);
        servers.Old = await servers.StartAsync(1, "snap-base");
        await servers.Old.RunAsync(Command(Install), Token);
        return servers;
    }

    /// <summary>Starts a second machine from what the first one's disk holds now.</summary>
    public async Task CopyAsync()
    {
        await _room.Machines.Storage.CreateSnapshotsAsync([("snap-copy", "vol-1")], Token);
        New = await StartAsync(2, "snap-copy");
    }

    /// <summary>Returns when the old machine lets us in again.</summary>
    public async Task RebootOldAsync()
    {
        await _room.Machines.Machines.RebootAsync("i-1", Token);
        await Old.WaitUntilReachableAsync(TimeSpan.FromMinutes(5), Token);
    }

    public static string Address(int number) => string.Create(CultureInfo.InvariantCulture, $"127.42.77.{number}");

    public static string PrivateAddress(int number) => NetworkRoom.Port(number).PrivateAddress.ToString();

    /// <summary>What a command prints last.</summary>
    public static async Task<string> RunAsync(SshHost host, string command)
    {
        var result = await host.RunAsync(Command(command), Token);
        Assert.True(result.Succeeded && result.Output.Contains("passed=yes", StringComparison.Ordinal), result.Output + result.Error);
        return Answers.Parse(result.Output).Text("detail")["status 0: ".Length..];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in new[] { Old, New }.OfType<SshHost>())
        {
            await host.DisposeAsync();
        }

        await _room.DisposeAsync();
    }

    private async Task<SshHost> StartAsync(int number, string snapshotId)
    {
        var port = NetworkRoom.Port(number);
        _room.Switch.Connect(port);
        _room.Switch.SetPublicAddress(IPAddress.Parse(Address(number)), port.InterfaceId);
        var volume = $"vol-{number}";
        await _room.Machines.Storage.CreateVolumeAsync(volume, 8, snapshotId, Token);
        var id = $"i-{number}";
        await _room.Machines.StartAsync(MachineRoom.Spec(id, volume) with
        {
            Nics =
            [
                new MachineNic
                {
                    InterfaceId = port.InterfaceId,
                    MacAddress = port.MacAddress,
                    PrivateAddress = port.PrivateAddress.ToString(),
                    PrefixLength = 20,
                    RouterAddress = "172.31.0.1",
                },
            ],
        });
        var console = await _room.Machines.WaitForConsoleAsync(id, text => ConsoleHostKeys.Read(text) is not [], 180);
        _settings.KnownHosts.Trust(id, ConsoleHostKeys.Read(console));
        var host = new SshHost(
            new() { Name = id, Address = Address(number), User = "admin", IdentityFile = Path.Combine(_room.Machines.DirectoryPath, "key"), HostKeyAlias = id }, _settings);
        await host.WaitUntilReachableAsync(TimeSpan.FromMinutes(3), Token);
        return host;
    }

    private static HostScript Command(string command) => new("check-command")
    {
        Arguments = new Dictionary<string, string> { ["command"] = command, ["expect"] = "", ["patience"] = "0" },
        Timeout = TimeSpan.FromMinutes(3),
    };

    /// <summary>Says on which machine it runs; finishes what it has begun when it is stopped.</summary>
    private const string Install = """
        mkdir -p /srv/files && echo one >/srv/files/one
        cat >/opt/app.py <<'PY'
        import http.server, time
        name = open("/sys/class/dmi/id/board_asset_tag").read().strip()
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                time.sleep(0.02)
                body = name.encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            def log_message(self, *args): pass
        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = False
            request_queue_size = 100
        import signal, threading
        server = Server(("0.0.0.0", 8080), Handler)
        signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
        server.serve_forever()
        server.server_close()
        PY
        cat >/etc/systemd/system/app.service <<'UNIT'
        [Service]
        ExecStart=/usr/bin/python3 /opt/app.py
        [Install]
        WantedBy=multi-user.target
        UNIT
        systemctl daemon-reload && systemctl enable --now app.service
        for i in $(seq 100); do curl -sf http://127.0.0.1:8080/ && break; sleep 0.3; done
        """;
}

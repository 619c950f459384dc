using System.Globalization;
using Baton.Hosts.Ssh;

namespace Baton.Hosts.Gates;

/// <summary>
/// Holds new connections to the application's ports, then lets them go on, here or on the other machine. Established connections are never touched.
/// Made of an nftables table (<c>inet baton</c>), sockets of systemd whose backlog is the waiting room, and systemd-socket-proxyd. Safe to repeat.
/// </summary>
public sealed class Gate(IHost host)
{
    // A port needs a fresh waiting room for each closing: the last one's forwarder still serves the connections it has.
    private const int Rooms = 3;
    private const int FirstRoom = 18400;
    private const int PagePort = 18399;

    /// <summary>Makes everything ready, so that closing is one fast command. Nothing is held yet.</summary>
    public async Task<GateState> InstallAsync(GateSetup setup, CancellationToken cancellationToken) =>
        Read(await host.AskAsync(
            new("gate-install")
            {
                Arguments = new Dictionary<string, string>
                {
                    ["ports"] = HostCalls.Lines(setup.Ports.Select(Line)),
                    ["proxy"] = setup.Proxy ?? "",
                    ["gate_program"] = Scripts.Read("gate"),
                    ["restore_program"] = ScriptText.Compose(new("gate-restore")),
                    ["page"] = setup.Page?.Html ?? "",
                    ["page_port"] = Number(PagePort),
                    ["page_program"] = setup.Page is null ? "" : Scripts.ReadFile("maintenance.pl"),
                    ["retry_after"] = Number((int)Math.Ceiling(setup.Page?.RetryAfter.TotalSeconds ?? 0)),
                },
            },
            cancellationToken));

    public async Task<GateState> ReadAsync(CancellationToken cancellationToken) => Read(await host.AskAsync(new("gate-read"), cancellationToken));

    /// <summary>
    /// New connections wait from here on, or with <paramref name="page"/> are shown the page of the setup. With <paramref name="reloadProxy"/> a proxy that keeps connections to the application starts afresh, so that none of its
    /// requests goes past the gate; nobody is cut off in a request.
    /// </summary>
    public async Task<GateState> CloseAsync(bool reloadProxy, bool page, CancellationToken cancellationToken) =>
        Read(await host.AskAsync(
            new("gate-close")
            {
                Arguments = new Dictionary<string, string> { ["reload_proxy"] = reloadProxy ? "yes" : "", ["page"] = page ? "yes" : "" },
                Timeout = TimeSpan.FromSeconds(20),
            },
            cancellationToken));

    /// <summary>
    /// What waits, and what comes, goes on to <paramref name="target"/>. With <paramref name="shed"/> the proxy keeps no client's connection alive from then on:
    /// see <see cref="ShedAsync"/>.
    /// </summary>
    public async Task<GateState> OpenAsync(GateTarget target, bool shed, CancellationToken cancellationToken) =>
        Read(await host.AskAsync(
            new("gate-open")
            {
                Arguments = new Dictionary<string, string> { ["target"] = target is GateTarget.Local ? "local" : "other", ["shed"] = shed ? "yes" : "" },
                Timeout = TimeSpan.FromSeconds(20),
            },
            cancellationToken));

    /// <summary>
    /// The proxy keeps no client's connection alive from here on, until the gate is removed: the address can then be moved without cutting anybody off. Requests
    /// wait half a second for it. nginx only; nothing happens where it is so, or cannot be.
    /// </summary>
    public async Task<GateState> ShedAsync(CancellationToken cancellationToken) =>
        Read(await host.AskAsync(new("gate-shed") { Timeout = TimeSpan.FromSeconds(20) }, cancellationToken));

    /// <summary>
    /// Removes the gate without trace. New connections reach the application here directly; what goes through it still is waited for, and cut when the
    /// <paramref name="patience"/> is over.
    /// </summary>
    public Task RemoveAsync(TimeSpan patience, CancellationToken cancellationToken) => host.AskAsync(Removal(patience), cancellationToken);

    /// <summary>What <see cref="RemoveAsync"/> runs: for a machine that is to do it by itself.</summary>
    public static HostScript Removal(TimeSpan patience) => new("gate-remove")
    {
        Arguments = new Dictionary<string, string> { ["patience"] = Math.Ceiling(patience.TotalSeconds).ToString(CultureInfo.InvariantCulture) },
        Timeout = patience + TimeSpan.FromSeconds(60),
    };

    /// <summary>"PORT LINKPORT ROOM ROOM ROOM".</summary>
    private static string Line(int port, int index)
    {
        var rooms = Enumerable.Range(FirstRoom + (index * Rooms), Rooms).Select(room => room.ToString(CultureInfo.InvariantCulture));
        return string.Create(CultureInfo.InvariantCulture, $"{port} {GateSetup.LinkPort(port)} {string.Join(' ', rooms)}");
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static GateState Read(Answers answers) => new(
        answers.Text("mode") switch
        {
            "local" => GateMode.Local,
            "closed" => GateMode.Closed,
            "page" => GateMode.Page,
            "other" => GateMode.Other,
            _ => GateMode.None,
        },
        (int)answers.Number("waiting"));
}

using System.Globalization;

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
                },
            },
            cancellationToken));

    public async Task<GateState> ReadAsync(CancellationToken cancellationToken) => Read(await host.AskAsync(new("gate-read"), cancellationToken));

    /// <summary>
    /// New connections wait from here on. With <paramref name="reloadProxy"/> a proxy that keeps connections to the application starts afresh, so that none of its
    /// requests goes past the gate; nobody is cut off in a request.
    /// </summary>
    public async Task<GateState> CloseAsync(bool reloadProxy, CancellationToken cancellationToken) =>
        Read(await host.AskAsync(
            new("gate-close") { Arguments = new Dictionary<string, string> { ["reload_proxy"] = reloadProxy ? "yes" : "" }, Timeout = TimeSpan.FromSeconds(20) },
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
    public Task RemoveAsync(TimeSpan patience, CancellationToken cancellationToken) => host.AskAsync(
        new("gate-remove")
        {
            Arguments = new Dictionary<string, string> { ["patience"] = Math.Ceiling(patience.TotalSeconds).ToString(CultureInfo.InvariantCulture) },
            Timeout = patience + TimeSpan.FromSeconds(60),
        },
        cancellationToken);

    /// <summary>"PORT LINKPORT ROOM ROOM ROOM".</summary>
    private static string Line(int port, int index)
    {
        var rooms = Enumerable.Range(FirstRoom + (index * Rooms), Rooms).Select(room => room.ToString(CultureInfo.InvariantCulture));
        return string.Create(CultureInfo.InvariantCulture, $"{port} {GateSetup.LinkPort(port)} {string.Join(' ', rooms)}");
    }

    private static GateState Read(Answers answers) => new(
        answers.Text("mode") switch
        {
            "local" => GateMode.Local,
            "closed" => GateMode.Closed,
            "other" => GateMode.Other,
            _ => GateMode.None,
        },
        (int)answers.Number("waiting"));
}

using System.Globalization;

namespace Baton.Hosts.Gates;

/// <summary>
/// The server's public ports, for the moment in which its address moves away. Established connections do not follow an address: those that are there are
/// answered and ended first, and new ones find their way to the new owner by repeating their first packet.
/// </summary>
public sealed class Doors(IHost host)
{
    /// <summary>Returns when nobody is left or the patience is over. They open again by themselves after <paramref name="time"/>.</summary>
    public async Task<int> CloseAsync(GateSetup setup, TimeSpan patience, TimeSpan time, CancellationToken cancellationToken)
    {
        var answers = await host.AskAsync(
            new("gate-doors-close")
            {
                Arguments = new Dictionary<string, string>
                {
                    ["ports"] = HostCalls.Lines(setup.Ports.Select(port => port.ToString(CultureInfo.InvariantCulture))),
                    ["proxy"] = setup.Proxy ?? "",
                    ["seconds"] = Math.Ceiling(time.TotalSeconds).ToString(CultureInfo.InvariantCulture),
                    ["patience"] = Math.Ceiling(patience.TotalSeconds).ToString(CultureInfo.InvariantCulture),
                },
                Timeout = patience + TimeSpan.FromSeconds(20),
            },
            cancellationToken);
        return (int)answers.Number("left");
    }

    public Task OpenAsync(CancellationToken cancellationToken) => host.AskAsync(new("gate-doors-open"), cancellationToken);
}

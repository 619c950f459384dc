using System.Globalization;
using Baton.Engine.Problems;

namespace Baton.Cloud.Hosting;

/// <summary>Why a local cloud cannot start: BTN071x.</summary>
public static class CloudProblems
{
    public static Problem PortTaken(int port) => new(
        "BTN0711",
        $"Port {port.ToString(CultureInfo.InvariantCulture)} of 127.0.0.1 is taken by another program.",
        "Say another one with --port, or find who listens there: ss -ltnp.");

    public static Problem DnsPortTaken(int port) => new(
        "BTN0714",
        $"Port {port.ToString(CultureInfo.InvariantCulture)} of 127.0.53.1, where the name server would be, is taken by another program.",
        "Say another one for both with --port, or find who listens there: ss -lnptu.");

    public static Problem ProgramMissing(string program, string package) => new(
        "BTN0712", $"{program} is not installed; machines cannot run without it.", $"Install it (Debian, Ubuntu: apt install {package}), or start with --machines simulated.");

    public static Problem StateInUse(string directory) => new(
        "BTN0713", $"Another local cloud uses {directory}.", "Stop it first with 'baton cloud down', or give this one a folder of its own with BATON_HOME.");
}

using System.Globalization;

namespace Baton.Hosts.Checks;

/// <summary>A port that accepts a connection.</summary>
public sealed record TcpCheck(string Address, int Port) : HostCheck
{
    internal override HostScript Script => new("check-tcp")
    {
        Arguments = new Dictionary<string, string> { ["address"] = Address, ["port"] = Port.ToString(CultureInfo.InvariantCulture) },
    };
}

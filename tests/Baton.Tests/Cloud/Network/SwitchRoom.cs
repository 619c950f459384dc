using System.Net;
using System.Text;
using Baton.Cloud.Network;
using Microsoft.Extensions.Logging.Abstractions;

namespace Baton.Tests.Cloud.Network;

/// <summary>A switch with guests made of sockets.</summary>
internal sealed class SwitchRoom : IAsyncDisposable, IMetadataService
{
    private readonly string _directory = Directory.CreateTempSubdirectory("sw-").FullName;
    private readonly List<FakeGuest> _guests = [];

    public SwitchRoom() => Switch = new VpcSwitch(
        new VpcSwitchOptions { RunDirectory = _directory }, this, TimeProvider.System, NullLogger<VpcSwitch>.Instance);

    public VpcSwitch Switch { get; }

    public static SecurityRule Any { get; } = new("-1", 0, 65535) { Cidr = IPNetwork.Parse("0.0.0.0/0") };

    public static SecurityRules Open { get; } = new([Any], [Any]);

    /// <summary>A guest at 172.31.5.(10 + number), in group sg-(number).</summary>
    public FakeGuest Add(int number, SecurityRules rules)
    {
        Switch.Connect(new NetworkPort
        {
            InterfaceId = $"eni-{number}",
            VpcId = "vpc-1",
            MacAddress = $"06:00:00:00:00:0{number}",
            PrivateAddress = IPAddress.Parse($"172.31.5.{10 + number}"),
            Subnet = IPNetwork.Parse("172.31.0.0/20"),
            Vpc = IPNetwork.Parse("172.31.0.0/16"),
            HostName = $"ip-172-31-5-{10 + number}",
            GroupIds = [$"sg-{number}"],
            Rules = rules,
        });
        var guest = new FakeGuest(_directory, number);
        _guests.Add(guest);
        return guest;
    }

    public MetadataReply Answer(string interfaceId, string method, string path, IReadOnlyDictionary<string, string> headers) =>
        new(200, "text/plain", Encoding.UTF8.GetBytes($"{interfaceId} {method} {path}"));

    public async ValueTask DisposeAsync()
    {
        await Switch.DisposeAsync();
        _guests.ForEach(guest => guest.Dispose());
        Directory.Delete(_directory, recursive: true);
    }
}

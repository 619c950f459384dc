using Baton.Cloud.Network.Dhcp;
using Baton.Cloud.Network.Frames;
using Baton.Cloud.Network.Slirp;

namespace Baton.Cloud.Network.Switching;

/// <summary>One interface in the switch. Lives on the thread of the loop.</summary>
internal sealed class SwitchPort : IDisposable
{
    public SwitchPort(NetworkPort definition, SwitchPortFiles files, TimeProvider time, Action<SwitchPort, Span<byte>> fromSlirp)
    {
        Definition = definition;
        Mac = MacAddress.Parse(definition.MacAddress);
        Address = definition.PrivateAddress.ToNumber();
        Mask = Ip.MaskOf(definition.Subnet.PrefixLength);
        Router = definition.Subnet.BaseAddress.ToNumber() + 1;
        RouterMac = MacAddress.OfRouter(Router);
        NameServer = definition.Vpc.BaseAddress.ToNumber() + 2;
        Link = new FrameLink(files.MachineSocket, files.SwitchSocket, time);
        Slirp = new SlirpStack(Address, Mac, DhcpServer.Mtu, (_, frame) => fromSlirp(this, frame));
        Slirp.ServeByUnixSocket(Ip.Metadata, 80, files.MetadataSocket);
        Dialer = new ForwardDialer(Slirp, Address, files.ForwardPrefix, time);
        Handshakes = new Handshakes(Dialer, time);
    }

    public NetworkPort Definition { get; set; }

    public MacAddress Mac { get; }

    public uint Address { get; }

    public uint Mask { get; }

    public uint Router { get; }

    public MacAddress RouterMac { get; }

    public uint NameServer { get; }

    public FrameLink Link { get; }

    public SlirpStack Slirp { get; }

    public ForwardDialer Dialer { get; }

    public Handshakes Handshakes { get; }

    /// <summary>Where the loop finds the readiness of <see cref="Link"/> after a wait.</summary>
    public int PollIndex { get; set; } = -1;

    public string VpcId => Definition.VpcId;

    /// <summary>Whether the interface can stay as it is and only its rules, groups and names change.</summary>
    public bool CanBecome(NetworkPort definition) =>
        definition.VpcId == Definition.VpcId && MacAddress.Parse(definition.MacAddress) == Mac && definition.PrivateAddress.Equals(Definition.PrivateAddress)
        && definition.Subnet == Definition.Subnet && definition.Vpc == Definition.Vpc;

    public void Dispose()
    {
        Dialer.Dispose();
        Handshakes.Dispose();
        Slirp.Dispose();
        Link.Dispose();
    }
}

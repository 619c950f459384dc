namespace Baton.Cloud.Network.Switching;

/// <summary>The interfaces of the switch, by id and by address in their VPC. Lives on the thread of the loop.</summary>
internal sealed class PortTable
{
    private readonly Dictionary<string, SwitchPort> _byId = [];
    private readonly Dictionary<(string VpcId, uint Address), SwitchPort> _byAddress = [];
    private SwitchPort[] _all = [];

    public ReadOnlySpan<SwitchPort> All => _all;

    public SwitchPort? Find(string interfaceId) => _byId.GetValueOrDefault(interfaceId);

    public SwitchPort? Find(string vpcId, uint address) => _byAddress.GetValueOrDefault((vpcId, address));

    public void Add(SwitchPort port)
    {
        _byId.Add(port.Definition.InterfaceId, port);
        // The newest owner of an address has it: a replaced interface may be disconnected after its successor was connected.
        _byAddress[(port.VpcId, port.Address)] = port;
        _all = [.. _byId.Values];
    }

    public void Remove(SwitchPort port)
    {
        _byId.Remove(port.Definition.InterfaceId);
        if (_byAddress.GetValueOrDefault((port.VpcId, port.Address)) == port)
        {
            _byAddress.Remove((port.VpcId, port.Address));
        }

        _all = [.. _byId.Values];
        port.Dispose();
    }
}

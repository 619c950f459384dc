using System.Net;
using System.Net.Sockets;
using Baton.Cloud.Network.Metadata;
using Baton.Cloud.Network.Flows;
using Baton.Cloud.Network.PublicAddresses;
using Baton.Cloud.Network.Switching;
using Microsoft.Extensions.Logging;

namespace Baton.Cloud.Network;

/// <summary>
/// The network of all VPCs in one process and without privileges: unix datagram sockets to the machines, one thread that switches, libslirp as
/// TCP/UDP engine towards the host, and listeners on loopback for public addresses.
/// </summary>
public sealed class VpcSwitch : IVpcNetwork
{
    private readonly VpcSwitchOptions _options;
    private readonly IMetadataService _metadata;
    private readonly TimeProvider _time;
    private readonly ILogger<VpcSwitch> _logger;
    private readonly PortTable _ports = new();
    private readonly Dictionary<string, MetadataDoor> _doors = [];
    private readonly FrameRouter _router;
    private readonly SwitchLoop _loop;
    private readonly PublicEdge _edge;

    public VpcSwitch(VpcSwitchOptions options, IMetadataService metadata, TimeProvider time, ILogger<VpcSwitch> logger)
    {
        _options = options;
        _metadata = metadata;
        _time = time;
        _logger = logger;
        Directory.CreateDirectory(options.RunDirectory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        _edge = new PublicEdge(DialAsync, time, logger) { Patience = options.Patience };
        _router = new FrameRouter(_ports, _edge.PrivateAddressOf, time);
        _loop = new SwitchLoop(_ports, _router, time, logger);
    }

    public IReadOnlyList<PortOffset> PortOffsets => _edge.PortOffsets;

    public void Connect(NetworkPort port)
    {
        _loop.Invoke(() =>
        {
            if (_ports.Find(port.InterfaceId) is { } known)
            {
                if (known.CanBecome(port))
                {
                    known.Definition = port;
                    return;
                }

                Close(known);
            }

            Open(port);
        });
        _edge.SetInterface(port);
    }

    public void Disconnect(string interfaceId)
    {
        _edge.RemoveInterface(interfaceId);
        _loop.Invoke(() =>
        {
            if (_ports.Find(interfaceId) is { } port)
            {
                Close(port);
            }
        });
    }

    public void SetRules(string interfaceId, SecurityRules rules)
    {
        NetworkPort? changed = null;
        _loop.Invoke(() =>
        {
            if (_ports.Find(interfaceId) is { } port)
            {
                changed = port.Definition = port.Definition with { Rules = rules };
            }
        });
        if (changed is not null)
        {
            _edge.SetInterface(changed);
        }
    }

    public void SetPublicAddress(IPAddress publicAddress, string? interfaceId) => _edge.SetAddress(publicAddress, interfaceId);

    public void RemovePublicAddress(IPAddress publicAddress) => _edge.RemoveAddress(publicAddress);

    public async Task<Socket> DialAsync(string interfaceId, int port, InnerCaller caller, CancellationToken cancellationToken)
    {
        NetworkPort? target = null;
        _loop.Invoke(() => target = _ports.Find(interfaceId)?.Definition);
        if (target is not null && !RuleMatch.Allows(target.Rules.Ingress, port, caller))
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, _time, cancellationToken);
        }

        return await DialAsync(interfaceId, port, cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        _edge.Dispose();
        _loop.Dispose();
        foreach (var door in _doors.Values)
        {
            door.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private void Open(NetworkPort definition)
    {
        var files = new SwitchPortFiles(_options.RunDirectory, definition.InterfaceId);
        _doors[definition.InterfaceId] = new MetadataDoor(files.MetadataSocket, definition.InterfaceId, _metadata, _time, _logger);
        _ports.Add(new SwitchPort(definition, files, _time, _router.FromSlirp));
    }

    private void Close(SwitchPort port)
    {
        var interfaceId = port.Definition.InterfaceId;
        _ports.Remove(port);
        _router.Forget(interfaceId);
        if (_doors.Remove(interfaceId, out var door))
        {
            door.Dispose();
        }
    }

    private async Task<Socket> DialAsync(string interfaceId, int port, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource<Socket>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var givenUp = cancellationToken.Register(() => done.TrySetCanceled(cancellationToken));
        _loop.Post(() =>
        {
            if (_ports.Find(interfaceId) is { } target)
            {
                target.Dialer.Dial(port, done);
            }
            else
            {
                done.TrySetException(new IOException($"{interfaceId} is not connected."));
            }
        });
        return await done.Task;
    }
}

using Baton.Cloud.Network.Frames;

namespace Baton.Cloud.Network.Flows;

/// <summary>
/// Remembers what was allowed, so that answers pass without a rule of their own. Empty after a restart: a TCP segment in the middle of a
/// connection is then taken up again if rules would let either side open it, and so connections between machines outlive the cloud's process.
/// </summary>
internal sealed class FlowTable(TimeProvider time, int capacity = 65_536, int capacityPerOwner = 16_384)
{
    private readonly Dictionary<FlowKey, Flow> _flows = [];
    private readonly Dictionary<string, int> _countByOwner = [];

    public int Count => _flows.Count;

    /// <summary>Whether the packet belongs to a conversation that was allowed. Keeps the conversation alive.</summary>
    public bool Continues(string vpcId, Ipv4Frame frame)
    {
        var tuple = frame.Tuple;
        if (frame.TryReadIcmpSubject(out var subject))
        {
            // An error goes back to whoever sent the packet it is about, whichever side that was.
            return subject.Source == frame.Destination && (Find(new(vpcId, subject)) ?? Find(new(vpcId, subject.Reversed))) is not null;
        }

        var key = new FlowKey(vpcId, tuple);
        var isAnswer = false;
        if (Find(key) is not { } flow)
        {
            if (Find(key.Reversed) is not { } reverse)
            {
                return false;
            }

            (flow, isAnswer) = (reverse, true);
        }

        if (frame.Protocol == Ip.Tcp && !frame.IsLaterFragment && !Advance(flow, frame.TcpFlags))
        {
            return false;
        }

        if (isAnswer && flow.Phase == FlowPhase.Opening)
        {
            flow.Phase = FlowPhase.Open;
        }

        flow.LastSeen = time.GetTimestamp();
        return true;
    }

    /// <summary>Adds a conversation that the rules have just allowed. False when there is no room.</summary>
    public bool TryOpen(string vpcId, FlowTuple tuple, string owner)
    {
        var key = new FlowKey(vpcId, tuple);
        if (_flows.TryGetValue(key, out var known))
        {
            known.Phase = FlowPhase.Opening;
            known.LastSeen = time.GetTimestamp();
            return true;
        }

        var owned = _countByOwner.GetValueOrDefault(owner);
        if (owned >= capacityPerOwner || _flows.Count >= capacity)
        {
            Sweep();
            owned = _countByOwner.GetValueOrDefault(owner);
            if (owned >= capacityPerOwner || _flows.Count >= capacity)
            {
                return false;
            }
        }

        _flows[key] = new Flow { Owner = owner, LastSeen = time.GetTimestamp() };
        _countByOwner[owner] = owned + 1;
        return true;
    }

    /// <summary>Forgets what has been silent for too long.</summary>
    public void Sweep()
    {
        foreach (var (key, flow) in _flows)
        {
            if (IsExpired(key, flow))
            {
                Remove(key, flow);
            }
        }
    }

    /// <summary>Forgets all conversations that an interface began.</summary>
    public void Forget(string owner)
    {
        foreach (var (key, flow) in _flows)
        {
            if (flow.Owner == owner)
            {
                Remove(key, flow);
            }
        }
    }

    private static bool Advance(Flow flow, TcpFlags flags)
    {
        // A SYN begins a new connection, perhaps on the ports of an old one: the rules of today decide.
        if ((flags & (TcpFlags.Syn | TcpFlags.Ack)) == TcpFlags.Syn)
        {
            return false;
        }

        if ((flags & (TcpFlags.Fin | TcpFlags.Rst)) != TcpFlags.None)
        {
            flow.Phase = FlowPhase.Closing;
        }

        return true;
    }

    private Flow? Find(FlowKey key)
    {
        if (!_flows.TryGetValue(key, out var flow))
        {
            return null;
        }

        if (!IsExpired(key, flow))
        {
            return flow;
        }

        Remove(key, flow);
        return null;
    }

    private void Remove(FlowKey key, Flow flow)
    {
        _flows.Remove(key);
        if (--System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_countByOwner, flow.Owner, out _) <= 0)
        {
            _countByOwner.Remove(flow.Owner);
        }
    }

    // The times of EC2's connection tracking: 5 days for TCP, 180 and 30 seconds for UDP.
    private bool IsExpired(FlowKey key, Flow flow) => time.GetElapsedTime(flow.LastSeen) > (key.Tuple.Protocol, flow.Phase) switch
    {
        (Ip.Tcp, FlowPhase.Open) => TimeSpan.FromDays(5),
        (Ip.Tcp, _) => TimeSpan.FromMinutes(2),
        (_, FlowPhase.Open) => TimeSpan.FromSeconds(180),
        _ => TimeSpan.FromSeconds(30),
    };
}

using System.Buffers.Binary;
using Baton.Cloud.Network.Frames;

namespace Baton.Cloud.Network.Switching;

/// <summary>
/// Stands between libslirp and a guest while a connection from outside is being opened, for two reasons. libslirp repeats an unanswered SYN after
/// 6, 18 and 42 seconds, and a machine that has just booted would seem dead for that long: here it is repeated sooner. And libslirp 4.7 throws away
/// what it has buffered for the guest when a second SYN-ACK reaches it (tcp_mss reserves the buffers anew), so it gets to see only the first.
/// </summary>
internal sealed class Handshakes(ForwardDialer dialer, TimeProvider time) : IDisposable
{
    private const int Capacity = 4096;
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(90);

    private readonly Dictionary<FlowTuple, Handshake> _open = [];
    private readonly byte[] _acknowledgement = new byte[Ipv4Frame.TransportOffset + 20];
    private int _unanswered;

    /// <summary>How often <see cref="Repeat"/> wants to be called while something is unanswered.</summary>
    public static TimeSpan Period { get; } = TimeSpan.FromMilliseconds(200);

    public bool AnyUnanswered => _unanswered > 0;

    /// <summary>A SYN of libslirp. False when it must not go to the guest.</summary>
    public bool Begin(Ipv4Frame syn)
    {
        if (_open.TryGetValue(syn.Tuple, out var known))
        {
            if (known.Sequence == syn.TcpSequence)
            {
                return known.Syn is not null;
            }

            End(syn.Tuple, known);
        }

        var knock = dialer.Take(syn.DestinationPort);
        if (_open.Count >= Capacity || knock is { IsGivenUp: true })
        {
            knock?.Refused();
            return false;
        }

        var now = time.GetTimestamp();
        _open.Add(syn.Tuple, new Handshake { Knock = knock, Syn = syn.Bytes.ToArray(), Sequence = syn.TcpSequence, Since = now, RepeatAt = Later(now, 0) });
        _unanswered++;
        return true;
    }

    /// <summary>A segment of the guest on a connection from outside. False when libslirp must not see it.</summary>
    public bool Continue(Ipv4Frame segment, FrameLink link)
    {
        if (_open.Count == 0 && !segment.TcpFlags.HasFlag(TcpFlags.Syn))
        {
            return true;
        }

        var tuple = segment.Tuple.Reversed;
        var known = _open.GetValueOrDefault(tuple);
        if (!segment.TcpFlags.HasFlag(TcpFlags.Syn))
        {
            if (known is not null)
            {
                End(tuple, known);
            }

            return true;
        }

        if (known is null)
        {
            return false;
        }

        if (known.Syn is null)
        {
            // The guest has missed the acknowledgement of its SYN.
            link.Send(WriteAcknowledgement(segment));
            return false;
        }

        known.Syn = null;
        known.Knock?.Answered();
        _unanswered--;
        return true;
    }

    /// <summary>libslirp has sent something other than a SYN: it has heard the guest, or has given up.</summary>
    public void Ended(Ipv4Frame segment)
    {
        if (segment.TcpFlags.HasFlag(TcpFlags.Rst) && _open.TryGetValue(segment.Tuple, out var known))
        {
            End(segment.Tuple, known);
        }
    }

    /// <summary>The interface is gone: nobody will answer.</summary>
    public void Dispose()
    {
        foreach (var handshake in _open.Values)
        {
            handshake.Knock?.Refused();
        }
    }

    public void Repeat(FrameLink link)
    {
        var now = time.GetTimestamp();
        foreach (var (tuple, handshake) in _open)
        {
            if (time.GetElapsedTime(handshake.Since, now) > Lifetime || (handshake.Syn is not null && handshake.Knock is { IsGivenUp: true }))
            {
                End(tuple, handshake);
            }
            else if (handshake.Syn is { } syn && handshake.RepeatAt <= now)
            {
                link.Send(syn);
                handshake.RepeatAt = Later(now, ++handshake.Repeats);
            }
        }
    }

    // 0.2, 0.4, 0.8, then every 1.6 seconds: soon for a machine that comes up, seldom enough for one that is merely slow.
    private long Later(long now, int repeats) => now + (long)(Period.TotalSeconds * (1 << Math.Min(repeats, 3)) * time.TimestampFrequency);

    private void End(FlowTuple tuple, Handshake handshake)
    {
        _open.Remove(tuple);
        if (handshake.Syn is not null)
        {
            handshake.Knock?.Refused();
            _unanswered--;
        }
    }

    private ReadOnlySpan<byte> WriteAcknowledgement(Ipv4Frame synAck)
    {
        var frame = _acknowledgement.AsSpan();
        synAck.Bytes[..frame.Length].CopyTo(frame);
        synAck.Bytes[..6].CopyTo(frame[6..]);
        synAck.Bytes[6..12].CopyTo(frame);
        BinaryPrimitives.WriteUInt16BigEndian(frame[16..], 40);
        BinaryPrimitives.WriteUInt16BigEndian(frame[24..], 0);
        BinaryPrimitives.WriteUInt32BigEndian(frame[26..], synAck.Destination);
        BinaryPrimitives.WriteUInt32BigEndian(frame[30..], synAck.Source);
        BinaryPrimitives.WriteUInt16BigEndian(frame[24..], Checksum.Fold(Checksum.Sum(frame[14..34])));

        BinaryPrimitives.WriteUInt16BigEndian(frame[34..], synAck.DestinationPort);
        BinaryPrimitives.WriteUInt16BigEndian(frame[36..], synAck.SourcePort);
        BinaryPrimitives.WriteUInt32BigEndian(frame[38..], BinaryPrimitives.ReadUInt32BigEndian(synAck.Bytes[42..]));
        BinaryPrimitives.WriteUInt32BigEndian(frame[42..], synAck.TcpSequence + 1);
        frame[46] = 0x50;
        frame[47] = (byte)TcpFlags.Ack;
        BinaryPrimitives.WriteUInt16BigEndian(frame[48..], 0xffff);
        frame[50..].Clear();
        BinaryPrimitives.WriteUInt16BigEndian(frame[50..], Checksum.Fold(Checksum.Sum(frame[26..], Ip.Tcp + 20)));
        return frame;
    }
}

using Baton.Cloud.Network.Frames;

namespace Baton.Cloud.Network.Switching;

/// <summary>
/// Repeats the SYN of a connection from outside until the guest answers it. libslirp repeats it after 6, 18, 42 seconds: a machine that has just
/// booted would seem dead for that long.
/// </summary>
internal sealed class SynReminders(TimeProvider time)
{
    private const int Capacity = 256;
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(75);

    private readonly Dictionary<FlowTuple, (byte[] Frame, long Since)> _unanswered = [];

    /// <summary>How often <see cref="Repeat"/> wants to be called while something is unanswered.</summary>
    public static TimeSpan Period { get; } = TimeSpan.FromMilliseconds(200);

    public bool IsEmpty => _unanswered.Count == 0;

    public void Remember(Ipv4Frame syn)
    {
        if (_unanswered.Count < Capacity)
        {
            _unanswered[syn.Tuple] = (syn.Bytes.ToArray(), time.GetTimestamp());
        }
    }

    /// <summary>The guest has sent something on the connection.</summary>
    public void Answered(Ipv4Frame answer)
    {
        if (_unanswered.Count > 0)
        {
            _unanswered.Remove(answer.Tuple.Reversed);
        }
    }

    /// <summary>The stack itself has gone on or given up.</summary>
    public void Ended(Ipv4Frame last)
    {
        if (_unanswered.Count > 0)
        {
            _unanswered.Remove(last.Tuple);
        }
    }

    public void Repeat(FrameLink link)
    {
        foreach (var (tuple, (frame, since)) in _unanswered)
        {
            if (time.GetElapsedTime(since) > Lifetime)
            {
                _unanswered.Remove(tuple);
            }
            else
            {
                link.Send(frame);
            }
        }
    }
}

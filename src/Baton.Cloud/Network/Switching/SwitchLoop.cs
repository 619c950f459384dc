using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Baton.Cloud.Network.Switching;

/// <summary>
/// The one thread of the switch. Everything that touches ports, tables and libslirp happens here, so none of it needs a lock; other threads
/// hand in actions.
/// </summary>
internal sealed partial class SwitchLoop : IDisposable
{
    private const int FramesPerTurn = 64;
    private static readonly TimeSpan SweepPeriod = TimeSpan.FromSeconds(30);

    private readonly PortTable _ports;
    private readonly FrameRouter _router;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ConcurrentQueue<Action> _actions = new();
    private readonly PollSet _poll = new();
    private readonly WakeUp _wakeUp = new();
    private readonly byte[] _frame = new byte[FrameLink.MaximumFrame];
    private readonly Thread _thread;
    private volatile bool _stopping;
    private long _repeatedAt;
    private long _sweptAt;

    public SwitchLoop(PortTable ports, FrameRouter router, TimeProvider time, ILogger logger)
    {
        _ports = ports;
        _router = router;
        _time = time;
        _logger = logger;
        _repeatedAt = _sweptAt = time.GetTimestamp();
        _thread = new Thread(Run) { Name = "vpc-switch", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Runs the action between two turns and returns when it is done. What it throws is thrown here.</summary>
    public void Invoke(Action action)
    {
        ObjectDisposedException.ThrowIf(_stopping, this);
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(() =>
        {
            try
            {
                action();
                done.SetResult();
            }
            catch (Exception problem)
            {
                // The caller is told.
                done.SetException(problem);
            }
        });

        // A turn takes microseconds; and the callers' interface is synchronous, so that an interface is open when Connect returns.
        done.Task.GetAwaiter().GetResult();
    }

    public void Post(Action action)
    {
        _actions.Enqueue(action);
        // Afterwards the number of the descriptor may be somebody else's.
        if (!_stopping)
        {
            _wakeUp.Signal();
        }
    }

    public void Dispose()
    {
        if (_stopping)
        {
            return;
        }

        Invoke(() =>
        {
            _stopping = true;
            foreach (var port in _ports.All)
            {
                _ports.Remove(port);
            }
        });
        _thread.Join();
        _wakeUp.Dispose();
    }

    private void Run()
    {
        while (!_stopping)
        {
            try
            {
                Turn();
            }
            catch (Exception problem)
            {
                // One bad frame or socket must not take the network of all machines down; the log is told.
                LogTurnFailed(_logger, problem);
            }
        }

        while (_actions.TryDequeue(out var late))
        {
            late();
        }
    }

    private void Turn()
    {
        _poll.Clear();
        var wakeIndex = _poll.Add(_wakeUp.Descriptor, PollEvents.In);
        var timeout = FillPoll();
        var failed = !_poll.Wait(timeout);

        foreach (var port in _ports.All)
        {
            port.Slirp.Poll(failed);
        }

        if (!failed)
        {
            foreach (var port in _ports.All)
            {
                Serve(port);
            }
        }

        if (_poll.EventsOf(wakeIndex) != PollEvents.None)
        {
            _wakeUp.Clear();
        }

        KeepTime();
        while (_actions.TryDequeue(out var action))
        {
            action();
        }
    }

    private int FillPoll()
    {
        var timeout = 1000u;
        foreach (var port in _ports.All)
        {
            port.PollIndex = _poll.Add(port.Link.ReceiveDescriptor, PollEvents.In);
            if (port.Link.BlockedDescriptor is var blocked and >= 0)
            {
                _poll.Add(blocked, PollEvents.Out);
            }

            port.Slirp.FillPoll(_poll, ref timeout);
            if (port.Dialer.IsWaiting)
            {
                timeout = Math.Min(timeout, 1);
            }
            else if (port.Handshakes.AnyUnanswered)
            {
                timeout = Math.Min(timeout, (uint)Handshakes.Period.TotalMilliseconds);
            }
        }

        return (int)Math.Min(timeout, 1000u);
    }

    private void Serve(SwitchPort port)
    {
        if (port.Link.BlockedDescriptor >= 0)
        {
            port.Link.Flush();
        }

        if (_poll.EventsOf(port.PollIndex).HasFlag(PollEvents.In))
        {
            // A bound per turn, so that one busy machine does not keep the others waiting.
            for (var count = 0; count < FramesPerTurn && port.Link.TryReceive(_frame, out var length); count++)
            {
                _router.FromGuest(port, _frame.AsSpan(0, length));
            }
        }

        if (port.Dialer.IsWaiting)
        {
            port.Dialer.DialWaiting();
        }
    }

    private void KeepTime()
    {
        if (_time.GetElapsedTime(_repeatedAt) >= Handshakes.Period)
        {
            _repeatedAt = _time.GetTimestamp();
            foreach (var port in _ports.All)
            {
                port.Handshakes.Repeat(port.Link);
            }
        }

        if (_time.GetElapsedTime(_sweptAt) >= SweepPeriod)
        {
            _sweptAt = _time.GetTimestamp();
            _router.Sweep();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A turn of the switch failed.")]
    private static partial void LogTurnFailed(ILogger logger, Exception problem);
}

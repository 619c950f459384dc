using System.Collections.Concurrent;
using Baton.Cloud.Machines;
using Baton.Cloud.State;

namespace Baton.Cloud.Instances;

/// <summary>Whether a guest has come up: the status checks of an instance say so.</summary>
internal sealed class BootWatch(IMachines machines)
{
    private const int MarkLength = 256;

    // cloud-init and the first-boot agent print the host keys of a new instance when it can be logged in to; a getty says "login:" at every boot.
    private static readonly byte[][] Signs = ["-----END SSH HOST KEY KEYS-----"u8.ToArray(), " login: "u8.ToArray()];
    private readonly ConcurrentDictionary<string, byte[]> _marks = new();
    private readonly ConcurrentDictionary<string, bool> _up = new();

    /// <summary>What the console says up to here is of an earlier boot.</summary>
    public void PowerOn(string instanceId)
    {
        var console = machines.ReadConsole(instanceId);
        _marks[instanceId] = console[Math.Max(0, console.Length - MarkLength)..];
        _up.TryRemove(instanceId, out _);
    }

    /// <summary>
    /// The guest asked the metadata service, as cloud-init and the stock image do at every boot. On the first boot the host keys come later than the
    /// questions, and whoever waits wants those; on later boots they are not printed again.
    /// </summary>
    public void Heard(string instanceId)
    {
        if (_marks.TryGetValue(instanceId, out var mark) && mark.Length > 0)
        {
            _up[instanceId] = true;
        }
    }

    public bool IsUp(InstanceRecord instance)
    {
        if (instance.State != InstanceStateName.Running)
        {
            return false;
        }

        if (_up.ContainsKey(instance.InstanceId))
        {
            return true;
        }

        var console = SinceBoot(instance.InstanceId).ToArray();
        if (Signs.Any(sign => console.AsSpan().IndexOf(sign) >= 0))
        {
            _up[instance.InstanceId] = true;
            return true;
        }

        return false;
    }

    private ReadOnlySpan<byte> SinceBoot(string instanceId)
    {
        var console = machines.ReadConsole(instanceId).AsSpan();
        if (!_marks.TryGetValue(instanceId, out var mark) || mark.Length == 0)
        {
            return console;
        }

        // Gone from the tail of the console that is kept: then all of it is newer.
        var at = console.LastIndexOf(mark);
        return at < 0 ? console : console[(at + mark.Length)..];
    }
}

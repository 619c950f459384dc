using System.Collections.Concurrent;
using Baton.Cloud.Machines;
using Baton.Cloud.State;

namespace Baton.Cloud.Instances;

/// <summary>Whether a guest has come up: the status checks of an instance say so.</summary>
internal sealed class BootWatch(IMachines machines)
{
    // cloud-init and the first-boot agent print the host keys when the machine can be logged in to; a getty says "login:".
    private static readonly byte[][] Signs = ["-----END SSH HOST KEY KEYS-----"u8.ToArray(), " login: "u8.ToArray()];
    private readonly ConcurrentDictionary<string, DateTimeOffset> _up = new();

    public bool IsUp(InstanceRecord instance)
    {
        if (instance.State != InstanceStateName.Running)
        {
            return false;
        }

        if (_up.TryGetValue(instance.InstanceId, out var since) && since == instance.LaunchTime)
        {
            return true;
        }

        var console = machines.ReadConsole(instance.InstanceId);
        if (Signs.Any(sign => console.AsSpan().IndexOf(sign) >= 0))
        {
            _up[instance.InstanceId] = instance.LaunchTime;
            return true;
        }

        return false;
    }
}

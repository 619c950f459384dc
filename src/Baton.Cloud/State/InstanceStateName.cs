namespace Baton.Cloud.State;

/// <summary>The states of an instance; the numbers are AWS's codes.</summary>
public enum InstanceStateName
{
    Pending = 0,
    Running = 16,
    ShuttingDown = 32,
    Terminated = 48,
    Stopping = 64,
    Stopped = 80,
}

namespace Baton.Cloud.Machines;

/// <summary>The place of an instance: its machine, or none.</summary>
internal sealed class MachineSlot : IDisposable
{
    /// <summary>Held by whoever starts, stops or reboots.</summary>
    public SemaphoreSlim Lock { get; } = new(1);

    public volatile QemuMachine? Machine;

    /// <summary>Completes when <see cref="Machine"/> has ended and nothing of it is left.</summary>
    public volatile Task Emptied = Task.CompletedTask;

    /// <summary>That nobody asked for it to be off.</summary>
    public volatile bool IsWanted;

    /// <summary>That its end is waited for by someone who starts it again.</summary>
    public volatile bool IsRebooting;

    public void Dispose() => Lock.Dispose();
}

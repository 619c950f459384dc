using System.Globalization;

namespace Baton.Cloud.Faults;

/// <summary>The faults that wait to strike.</summary>
public sealed class FaultTable
{
    private readonly List<Fault> _faults = [];
    private readonly Lock _lock = new();
    private int _number;

    public IReadOnlyList<Fault> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _faults];
            }
        }
    }

    public Fault Add(Fault fault)
    {
        lock (_lock)
        {
            fault = fault with { Id = $"fault-{(++_number).ToString(CultureInfo.InvariantCulture)}" };
            _faults.Add(fault);
            return fault;
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _faults.Clear();
        }
    }

    /// <summary>Takes one stroke of a fault of this kind that waits for the action, if there is one.</summary>
    public Fault? Take(string action, FaultKind kind)
    {
        lock (_lock)
        {
            var index = _faults.FindIndex(fault => fault.Kind == kind && (fault.Action == action || fault.Action == "*"));
            if (index < 0)
            {
                return null;
            }

            var fault = _faults[index];
            if (fault.Times is { } left)
            {
                if (left <= 1)
                {
                    _faults.RemoveAt(index);
                }
                else
                {
                    _faults[index] = fault with { Times = left - 1 };
                }
            }

            return fault;
        }
    }
}

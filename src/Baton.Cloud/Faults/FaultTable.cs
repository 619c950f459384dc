using System.Globalization;

namespace Baton.Cloud.Faults;

/// <summary>The faults that wait to strike.</summary>
public sealed class FaultTable
{
    private readonly List<Waiting> _waiting = [];
    private readonly Lock _lock = new();
    private int _number;

    public IReadOnlyList<Fault> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _waiting.Select(one => one.Fault)];
            }
        }
    }

    public Fault Add(Fault fault)
    {
        lock (_lock)
        {
            fault = fault with { Id = $"fault-{(++_number).ToString(CultureInfo.InvariantCulture)}" };
            _waiting.Add(new(fault));
            return fault;
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _waiting.Clear();
        }
    }

    /// <summary>Takes one stroke of a fault of this kind that waits for the action, if there is one.</summary>
    public Fault? Take(string action, FaultKind kind) => Take(action, kind, fault => fault is { InstanceType: null, Zone: null });

    /// <summary>The same for a launch or a start, whose faults may be for one type or zone only.</summary>
    public Fault? Take(string action, FaultKind kind, string instanceType, string zone) =>
        Take(action, kind, fault => (fault.InstanceType ?? instanceType) == instanceType && (fault.Zone ?? zone) == zone);

    private Fault? Take(string action, FaultKind kind, Func<Fault, bool> concerns)
    {
        lock (_lock)
        {
            var index = _waiting.FindIndex(one => one.Fault.Kind == kind && (one.Fault.Action == action || one.Fault.Action == "*") && concerns(one.Fault) && one.Strikes());
            if (index < 0)
            {
                return null;
            }

            var fault = _waiting[index].Fault;
            if (fault.Times is <= 1)
            {
                _waiting.RemoveAt(index);
            }
            else
            {
                _waiting[index].Fault = fault with { Times = fault.Times - 1 };
            }

            return fault;
        }
    }

    private sealed class Waiting(Fault fault)
    {
        // Faults are to be repeatable, not secret.
        private readonly Random _random = fault.Seed is { } seed ? new(seed) : new();

        public Fault Fault { get; set; } = fault;

        public bool Strikes() => Fault.Probability is not { } probability || _random.NextDouble() < probability;
    }
}

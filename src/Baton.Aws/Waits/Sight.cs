namespace Baton.Aws.Waits;

/// <summary>What one look at a thing that is waited for has shown.</summary>
internal readonly record struct Sight<T>
{
    /// <summary>Set when the wait is over.</summary>
    public T? Result { get; private init; }

    /// <summary>The state, in the words of AWS.</summary>
    public string State { get; private init; }

    public bool IsUnknown { get; private init; }

    /// <summary>It will never get there.</summary>
    public bool IsHopeless { get; private init; }

    public static Sight<T> Reached(T result, string state) => new() { Result = result, State = state };

    public static Sight<T> NotYet(string state) => new() { State = state };

    public static Sight<T> Hopeless(string state) => new() { State = state, IsHopeless = true };

    public static Sight<T> Unknown => new() { State = "not found", IsUnknown = true };
}

namespace Baton.Engine.Steps;

/// <summary>What a step has produced, for the steps after it: known once the step has succeeded in this run or, by the journal, in an earlier one.</summary>
public sealed class Output<T>
    where T : notnull
{
    private T? _value;

    public bool Exists { get; private set; }

    public T Value => Exists ? _value! : throw new InvalidOperationException($"No step has produced its {typeof(T).Name} yet.");

    internal void Set(T value)
    {
        _value = value;
        Exists = true;
    }
}

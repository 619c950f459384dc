namespace Baton.Engine.Steps;

/// <summary>Hears how far a step is. The terminal shows it live; the journal keeps only measurements.</summary>
public interface IStepProgress
{
    /// <summary>A short line for a person, replacing the last one: "standby is 1.2 MiB behind".</summary>
    void Say(string text);

    /// <summary>A measured figure that belongs in the report, with its unit in the name: ("writePauseMs", 87).</summary>
    void Measure(string name, double value);
}

namespace Baton.Engine.Steps;

/// <summary>What users of the server have to wait for while a step runs. Requests are held, not refused.</summary>
public enum PauseKind
{
    None,
    Writes,
    ReadsAndWrites,
}

namespace Baton.Engine.Steps;

/// <summary>What a runner wants of a step.</summary>
internal enum StepCall
{
    Do,
    Look,
    Undo,
}

namespace Baton.Engine.Steps;

/// <summary>What a step knows of the run that it is part of.</summary>
public sealed class StepContext(string runId, string stepName, TimeProvider time, IStepProgress progress)
{
    public string RunId { get; } = runId;

    /// <summary>The value of the tag <c>baton:step</c>, by which a repeat finds what an earlier try made: run and step. Also the client token.</summary>
    public string Token { get; } = $"{runId}/{stepName}";

    public TimeProvider Time { get; } = time;

    /// <summary>Where the step says how far it is: bytes, lag, what it waits for.</summary>
    public IStepProgress Progress { get; } = progress;
}

using Baton.Operations.Assessing;

namespace Baton.Assessing;

/// <summary>The answer of 'assess --json'.</summary>
internal sealed record AssessmentDocument
{
    public required AssessmentReport Report { get; init; }

    /// <summary>The proposed baton.yaml, as text.</summary>
    public required string Configuration { get; init; }
}

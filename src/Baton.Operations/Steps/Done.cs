namespace Baton.Operations.Steps;

/// <summary>The output of a step that later steps need nothing of: where it was done.</summary>
internal sealed record Done(string On);

namespace Baton.Engine.Plans;

/// <summary>
/// Builds plans from what the journal keeps of a run, for its first run and again for a resume or a roll-back in another process: same kind, same
/// arguments, same steps, whatever baton.yaml says by then. Two kinds: the program's over AWS, and those of the tests.
/// </summary>
public interface IPlanFactory
{
    /// <param name="kind">"image", "verify", "resize", "finish".</param>
    /// <param name="arguments">JSON, as in <see cref="Journal.RunRecord.Arguments"/>; holds no secret.</param>
    Task<Plan> BuildAsync(string kind, string arguments, CancellationToken cancellationToken);
}

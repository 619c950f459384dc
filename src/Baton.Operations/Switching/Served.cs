using Baton.Engine.Problems;
using Baton.Engine.Steps;
using Baton.Hosts;
using Baton.Hosts.Notes;
using Baton.Operations.Steps;

namespace Baton.Operations.Switching;

/// <summary>
/// Whether the new server may have answered users, which decides how to go back: from then on it holds writes that the old one does not. The note is on the
/// old server's disk, written before the gate opens, so that it is known whatever has become of Baton, its journal or the new server.
/// </summary>
internal static class Served
{
    private const string Note = "new-server-has-served";

    public static Task NoteAsync(IHost older, string runId, CancellationToken cancellationToken) => new RunNotes(older, runId).WriteAsync(Note, cancellationToken);

    public static Task<bool> IsNotedAsync(IHost older, string runId, CancellationToken cancellationToken) => new RunNotes(older, runId).ExistsAsync(Note, cancellationToken);

    /// <summary>
    /// Does something on the new server on the way back. If that server has never answered a user it is thrown away next, and being dead must not hold the
    /// way back up; if it has, everything depends on it.
    /// </summary>
    public static async Task OnNewAsync(
        PlanScope scope, string oldId, string newId, StepContext context, Func<IHost, Task> act, CancellationToken cancellationToken)
    {
        var older = await scope.Connections.ConnectAsync(oldId, cancellationToken);
        var served = await IsNotedAsync(older, context.RunId, cancellationToken);
        try
        {
            await act(await scope.Connections.ConnectAsync(newId, served ? TimeSpan.FromMinutes(2) : TimeSpan.FromSeconds(5), cancellationToken));
        }
        catch (BatonException error) when (!served)
        {
            context.Progress.Say($"the new server does not answer and goes away anyway: {error.Problems[0].Message}");
        }
    }
}

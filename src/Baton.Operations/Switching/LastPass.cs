using Baton.Hosts.Disks;

namespace Baton.Operations.Switching;

/// <summary>
/// The last pass over the files, when nothing changes them any more. It takes about as long as the end of the database does, and the two do not touch each
/// other: it begins with the first of them and is waited for after the other, while users wait for both. A process that did not begin it runs it whole.
/// </summary>
internal sealed class LastPass(SwitchSides sides, IReadOnlyList<string> folders)
{
    private Task? _running;
    private Func<Task>? _cancel;

    public void Begin(CancellationToken cancellationToken)
    {
        // Not disposed: it lives as long as the run does.
        var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        (_running, _cancel) = (RunAsync(ending.Token), ending.CancelAsync);
    }

    public async Task EndAsync(CancellationToken cancellationToken)
    {
        var pass = _running ?? RunAsync(cancellationToken);
        _running = null;
        await pass;
    }

    /// <summary>The switch goes back: what has not been copied need not be.</summary>
    public async Task GiveUpAsync()
    {
        if (_running is { } pass)
        {
            _running = null;
            await _cancel!();
            await pass.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Task RunAsync(CancellationToken cancellationToken) => folders is []
        ? Task.CompletedTask
        : sides.Hold.SpendAsync(
            async token => await new Files(await sides.NewAsync(token)).PullAsync(folders, sides.Hold.Left, token), cancellationToken);
}

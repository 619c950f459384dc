using Baton.Engine.Problems;
using Baton.Engine.Steps;
using Baton.Operations.Problems;

namespace Baton.Operations.Switching;

/// <summary>How long users may be kept waiting, from the closing of the gate to its opening. It is spent also while Baton itself is dead.</summary>
/// <param name="budgetName">As baton.yaml calls it.</param>
internal sealed class HoldBudget(Output<CloseGate.Result> closed, TimeSpan budget, string budgetName, TimeProvider time)
{
    public TimeSpan Held => time.GetUtcNow() - closed.Value.ClosedAt;

    public TimeSpan Left => budget - Held;

    public async Task<T> SpendAsync<T>(Func<CancellationToken, Task<T>> act, CancellationToken cancellationToken)
    {
        if (Left <= TimeSpan.Zero)
        {
            throw new BatonException(OperationProblems.HoldBudgetSpent(budget, budgetName));
        }

        using var limit = new CancellationTokenSource(Left, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return await act(either.Token);
        }
        catch (OperationCanceledException error) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new BatonException(OperationProblems.HoldBudgetSpent(budget, budgetName), error);
        }
    }

    public Task SpendAsync(Func<CancellationToken, Task> act, CancellationToken cancellationToken) => SpendAsync(
        async token =>
        {
            await act(token);
            return true;
        },
        cancellationToken);
}

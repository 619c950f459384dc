using System.Text.Json.Serialization.Metadata;
using Baton.Engine.Problems;
using Baton.Engine.Steps;
using Baton.Operations.Steps;

namespace Baton.Operations.Dns;

/// <summary>A name leads to another address. A step of a cut-over as well: taken back, it leads to the old one again.</summary>
internal sealed class PointName(DnsScope scope, NameRecord before, Func<string> address) : Step<PointName.Result>
{
    /// <summary>Part of a cut-over: users have moved and are served whatever the name says, so nothing of that is held up or taken back for it.</summary>
    public bool AfterUsers { get; init; }

    public override string Name => $"point-name-{DnsScope.Slug(before)}";

    public override bool KeepsOnFailure => AfterUsers;

    protected override JsonTypeInfo<Result> OutputType => OperationJson.Default.PointNameResult;

    public override StepDescription Describe() => new() { Changes = $"Point {before.Name} to the new address", Undo = $"point it to {string.Join(", ", before.Values)} again" };

    protected override async Task<Result> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var now = await scope.Provider.ReadAsync(before.Name, before.Type, cancellationToken);
        if (now is not null && now.Holds([address()]))
        {
            return Made();
        }

        if (now is null || !now.Holds(before.Values))
        {
            throw new BatonException(DnsProblems.ChangedMeanwhile(before.Name, string.Join(", ", before.Values), now is null ? "gone" : string.Join(", ", now.Values)));
        }

        await scope.Provider.WriteAsync(now, now with { Values = [address()] }, context, cancellationToken);
        return Made();
    }

    protected override async Task<Result?> LookAsync(StepContext context, CancellationToken cancellationToken) =>
        await scope.Provider.ReadAsync(before.Name, before.Type, cancellationToken) is { } now && now.Holds([address()]) ? Made() : null;

    protected override async Task TakeBackAsync(Result output, StepContext context, CancellationToken cancellationToken)
    {
        try
        {
            await PointBackAsync(output, context, cancellationToken);
        }
        catch (BatonException failure) when (AfterUsers)
        {
            // The way back of the users does not wait for a name: both servers lead to the one that serves.
            context.Progress.Say($"{before.Name} still leads to {output.Address}, point it back yourself: {failure.Problems[0].Message}");
        }
    }

    private async Task PointBackAsync(Result output, StepContext context, CancellationToken cancellationToken)
    {
        if (await scope.Provider.ReadAsync(before.Name, before.Type, cancellationToken) is { } now && now.Holds([output.Address]))
        {
            await scope.Provider.WriteAsync(now, now with { Values = before.Values }, context, cancellationToken);
        }
    }

    private Result Made() => new(before.Name, address());

    internal sealed record Result(string Name, string Address);
}

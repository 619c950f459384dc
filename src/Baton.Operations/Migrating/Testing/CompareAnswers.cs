using System.Text.Json.Serialization.Metadata;
using Baton.Engine;
using Baton.Engine.Steps;
using Baton.Operations.Configuration;
using Baton.Operations.Connections;
using Baton.Operations.Resizing;
using Baton.Operations.Steps;

namespace Baton.Operations.Migrating.Testing;

/// <summary>Asks both servers the same, as users do: with the real host name, over TLS with the real certificate.</summary>
internal sealed class CompareAnswers(PlanScope scope, SourceModel source, Output<LaunchInstance.Result> copy) : Step<CompareAnswers.Result>
{
    public override string Name => "compare-answers";

    protected override JsonTypeInfo<Result> OutputType => OperationJson.Default.CompareAnswersResult;

    private TestOptions Test => source.Options.Test;

    public override StepDescription Describe() => new()
    {
        Changes = Test.Url is { } url
            ? $"Ask both the old server and the copy for {Counted.Of(Test.Paths.Count, "path")} of {url}, and compare status, headers and text"
            : "Look up where the copy is; no answers are compared, since baton.yaml names no 'test.url'",
    };

    protected override async Task<Result> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var instance = await scope.Ec2.InstanceAsync(copy.Value.InstanceId, cancellationToken);
        var address = (source.Options.Ssh.Address == AddressKind.Private ? instance.PrivateIpAddress : instance.PublicIpAddress) ?? "";
        if (Test.Url is not { } url)
        {
            return new(address);
        }

        var found = new List<Difference>();
        var comparison = new AnswerComparison(Test.Ignore);
        foreach (var path in Test.Paths)
        {
            context.Progress.Say(path);
            WebAnswer[] answers = await Task.WhenAll(
                scope.Services.Outside.AskAsync(new(url, path), source.Where.Host, cancellationToken),
                scope.Services.Outside.AskAsync(new(url, path), address, cancellationToken));
            var (old, there) = (answers[0], answers[1]);
            found.AddRange(comparison.Differences(old, there).Select(what => new Difference(path, what, IsGrave: there.Failure is not null || old.Status != there.Status || (there.Certificate is not null && old.Certificate is null))));
        }

        return new(address) { Asked = Test.Paths.Count, Differences = found };
    }

    protected override Task<Result?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<Result?>(null);

    protected override Task TakeBackAsync(Result output, StepContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <param name="Address">Where people try the copy.</param>
    internal sealed record Result(string Address)
    {
        public int Asked { get; init; }

        public IReadOnlyList<Difference> Differences { get; init; } = [];
    }

    /// <param name="IsGrave">It is not answered as before, or browsers would refuse it.</param>
    internal sealed record Difference(string Path, string What, bool IsGrave);
}

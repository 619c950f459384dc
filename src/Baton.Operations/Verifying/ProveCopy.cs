using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Baton.Engine;
using Baton.Engine.Problems;
using Baton.Engine.Steps;
using Baton.Hosts;
using Baton.Hosts.Checks;
using Baton.Hosts.Disks;
using Baton.Hosts.Guards;
using Baton.Hosts.Postgres;
using Baton.Hosts.Units;
using Baton.Operations.Checking;
using Baton.Operations.Connections;
using Baton.Operations.Problems;
using Baton.Operations.Resizing;
using Baton.Operations.Steps;

namespace Baton.Operations.Verifying;

/// <summary>
/// Boots the copy, lets its services start in quarantine, and asks all that can be asked. What fails is a finding and not an error: a copy that does not even
/// boot is the most important verdict of all.
/// </summary>
internal sealed class ProveCopy(PlanScope scope, VerifyArguments arguments, Output<LaunchInstance.Result> launch) : Step<ProveCopy.Result>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ReadPatience = TimeSpan.FromHours(6);

    public override string Name => "prove-copy";

    protected override JsonTypeInfo<Result> OutputType => OperationJson.Default.ProveCopyResult;

    public override StepDescription Describe() => new()
    {
        Changes = "Boot the copy in quarantine and prove it: PostgreSQL, witness row, files by their checksums, services, checks",
    };

    protected override async Task<Result> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var proofs = new List<Proof>();
        var host = await BootAsync(proofs, context, cancellationToken);
        if (host is not null)
        {
            await TryAsync(proofs, "fenced until released", () => FencedAsync(host, cancellationToken));
            await PostgresAsync(host, proofs, context, cancellationToken);
            await FilesAsync(host, proofs, context, cancellationToken);
            await ServicesAsync(host, proofs, context, cancellationToken);
        }

        return new(proofs);
    }

    protected override Task<Result?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<Result?>(null);

    protected override async Task TakeBackAsync(Result output, StepContext context, CancellationToken cancellationToken)
    {
        await scope.Connections.DropAsync(launch.Value.InstanceId);
        scope.Services.Connector.Forget(launch.Value.InstanceId);
    }

    private async Task<IHost?> BootAsync(List<Proof> proofs, StepContext context, CancellationToken cancellationToken)
    {
        var instanceId = launch.Value.InstanceId;
        var budget = arguments.Options.Budgets.Boot;
        IHost? host = null;
        await TryAsync(proofs, "boots and lets the operator in", async () =>
        {
            host = await new FirstMeeting(scope, instanceId, budget).MeetAsync(context.Progress.Say, cancellationToken);
            return "with the host key that its console shows";
        });
        return host;
    }

    private static async Task<string> FencedAsync(IHost host, CancellationToken cancellationToken)
    {
        var guard = new Guard(host);
        var state = await guard.ReadAsync(cancellationToken);
        await guard.ReleaseAsync(GuardRole.Verify, cancellationToken);
        return state.Installed ? $"the guard held it as {state.Role.ToString().ToLowerInvariant()}" : throw Failed("the image has no guard");
    }

    private async Task PostgresAsync(IHost host, List<Proof> proofs, StepContext context, CancellationToken cancellationToken)
    {
        if (arguments.Postgres is not { } layout)
        {
            return;
        }

        var cluster = new PostgresServer(host, layout);
        context.Progress.Say("starting PostgreSQL");
        await TryAsync(proofs, "PostgreSQL recovers", async () =>
        {
            var began = context.Time.GetTimestamp();
            await cluster.StartAsync(Patience, cancellationToken);
            return string.Create(CultureInfo.InvariantCulture, $"ready after {context.Time.GetElapsedTime(began).TotalSeconds:0.0} s");
        });
        if (arguments.Promotes)
        {
            await TryAsync(proofs, "PostgreSQL becomes a primary of its own", async () =>
            {
                var promotion = await cluster.PromoteAsync(null, null, Patience, cancellationToken);
                return string.Create(CultureInfo.InvariantCulture, $"timeline {promotion.Timeline}");
            });
        }

        var run = arguments.ImageRunId is "" ? context.RunId : arguments.ImageRunId;
        await TryAsync(proofs, "the witness row is there", async () =>
            await cluster.FindWitnessAsync(run, cancellationToken) is { } at
                ? string.Create(CultureInfo.InvariantCulture, $"written {at:u}")
                : throw Failed("it is not"));
        context.Progress.Say("reading all of the database");
        await TryAsync(proofs, "all rows can be read", async () =>
        {
            var check = await cluster.CheckDataAsync(arguments.Options.Postgres?.Databases ?? [], ReadPatience, cancellationToken);
            var read = $"{Counted.Of(check.Rows, "row")} in {Counted.Of(check.Tables, "table")} ({check.Method})";
            return check.Errors is [] ? read : throw Failed($"{read}; {string.Join("; ", check.Errors)}");
        });
    }

    private async Task FilesAsync(IHost host, List<Proof> proofs, StepContext context, CancellationToken cancellationToken)
    {
        if (arguments.ManifestDigest is not { } digest)
        {
            return;
        }

        context.Progress.Say("reading all files");
        await TryAsync(proofs, "the files are as they were", async () =>
        {
            var (passed, detail) = await new Manifests(host).CheckAsync(arguments.ImageRunId, digest, cancellationToken);
            return passed ? detail : throw Failed(detail);
        });
    }

    private async Task ServicesAsync(IHost host, List<Proof> proofs, StepContext context, CancellationToken cancellationToken)
    {
        var units = arguments.Options.Services.Select(service => service.Unit).ToList();
        if (units is not [])
        {
            context.Progress.Say("starting services");
            await TryAsync(proofs, "services start", async () =>
            {
                var states = await new Services(host).StartAsync(units, Patience, cancellationToken);
                return string.Join(", ", states.Select(state => $"{state.Unit} {state.Active}"));
            });
        }

        await TryAsync(proofs, "checks can be asked", async () =>
        {
            var results = await new HostChecks(host, context.Time).RunAsync(ServerChecks.Of(arguments.Options.Checks, arguments.Postgres), cancellationToken);
            proofs.AddRange(results.Select(result => new Proof(result.Name, result.Passed, result.Detail)));
            return Counted.Of(results.Count, "check");
        });
    }

    private static async Task TryAsync(List<Proof> proofs, string name, Func<Task<string>> prove)
    {
        try
        {
            proofs.Add(new(name, true, await prove()));
        }
        catch (BatonException error)
        {
            // A finding: the verdict says it, and the run goes on to clear the copy away.
            proofs.Add(new(name, false, string.Join("; ", error.Problems.Select(problem => problem.Message))));
        }
    }

    private static BatonException Failed(string why) => new(OperationProblems.ProofFailed(why));

    internal sealed record Result(IReadOnlyList<Proof> Proofs)
    {
        public bool Passed => Proofs.All(proof => proof.Passed);
    }
}

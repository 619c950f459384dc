using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Baton.Engine.Problems;
using Baton.Engine.Steps;
using Baton.Hosts;
using Baton.Hosts.Disks;
using Baton.Hosts.Provisioning;
using Baton.Operations.Steps;

namespace Baton.Operations.Migrating.Preparing;

/// <summary>The same packages from the distribution; nothing that they bring is started. What has another version now is told.</summary>
internal sealed class InstallPackages(PlanScope scope, SourceModel source, Func<string> newId) : Step<InstallPackages.Result>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public override string Name => "install-packages";

    protected override JsonTypeInfo<Result> OutputType => OperationJson.Default.InstallPackagesResult;

    public override StepDescription Describe() => new() { Changes = "Install the source's packages from the distribution, starting none of them, and compare the versions" };

    protected override async Task<Result> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var older = await scope.Connections.ConnectAsync(source.MachineId, cancellationToken);
        var newer = await scope.Connections.ConnectAsync(newId(), cancellationToken);

        // Where packages come from must be known before they are asked for.
        await new CarriedFiles(newer).PullAsync([.. source.Carried.Where(path => path.StartsWith("/etc/apt", StringComparison.Ordinal))], [], Patience, cancellationToken);
        var wanted = await ReadAsync(older, cancellationToken);
        var missing = PackageChoice.Missing(wanted, await ReadAsync(newer, cancellationToken), source.Options.Target.SkipPackages);
        context.Progress.Say(string.Create(CultureInfo.InvariantCulture, $"{missing.Count} packages"));
        await new Packages(newer).InstallAsync(missing, cancellationToken);
        var differences = PackageChoice.Differences(wanted, await ReadAsync(newer, cancellationToken));
        context.Progress.Measure("packagesInstalled", missing.Count);
        context.Progress.Measure("packagesOfAnotherVersion", differences.Count);
        return new(missing.Count, differences);
    }

    protected override Task<Result?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<Result?>(null);

    // They go with the machine.
    protected override Task TakeBackAsync(Result output, StepContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    private static async Task<IReadOnlyList<InstalledPackage>> ReadAsync(IHost host, CancellationToken cancellationToken) =>
        await new Packages(host).ReadAsync(cancellationToken) ?? throw new BatonException(ProvisioningProblems.NoPackageManager(host.Name));

    internal sealed record Result(int Installed, IReadOnlyList<string> Differences);
}

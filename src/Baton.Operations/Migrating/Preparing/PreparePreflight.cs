using Baton.Engine.Problems;
using Baton.Hosts;
using Baton.Operations.Configuration;
using Baton.Operations.Migrating.Databases;
using Baton.Operations.Preflight;

namespace Baton.Operations.Migrating.Preparing;

/// <summary>Looks into a migration before anything is made: all that is in the way, at once.</summary>
internal sealed class PreparePreflight(OperationServices services)
{
    public async Task<PrepareArguments> CheckAsync(ServerOptions options, MigrateRequest request, CancellationToken cancellationToken)
    {
        if (options.Source is null)
        {
            throw new BatonException(MigrationProblems.NoSource(options.Name));
        }

        options = options with { Source = options.Source with { Database = request.Database ?? options.Source.Database } };

        var (source, problems) = await new SourceDiscovery(services).DiscoverAsync(options, cancellationToken);
        problems = [.. problems, .. ServerPreflight.Check(options), .. source is null ? [] : Check(source)];
        if (options.Services is not [] && options.Gate.Ports is [])
        {
            problems = [.. problems, PreflightProblems.NoGate(options.Name)];
        }

        if (options.Target.KeyName is null && request.PublicKey is null)
        {
            problems = [.. problems, MigrationProblems.NoPublicKey(options.Name)];
        }

        if (source is null)
        {
            throw new BatonException(problems);
        }

        var older = await services.Connector.ConnectAsync(source.Address, TimeSpan.FromSeconds(15), cancellationToken);
        var (way, inTheWay) = await WayPreflight.ExpectAsync(older, source, source.Where.Database, cancellationToken);
        return await ChooseAsync(source, [.. problems, .. inTheWay], request, cancellationToken) with { Database = way };
    }

    private async Task<PrepareArguments> ChooseAsync(SourceModel source, IReadOnlyList<Problem> problems, MigrateRequest request, CancellationToken cancellationToken)
    {
        foreach (var path in new[] { source.Options.Target.Script, source.Options.Target.CloudInit }.OfType<string>())
        {
            // Now rather than when the machine is there.
            RunOwnScript.Read(path);
        }

        var choice = new TargetChoice(services);
        var target = source.Options.Target;
        var (image, noImage) = await choice.ImageAsync(target, source.Host, cancellationToken);
        var (subnet, noSubnet) = await choice.SubnetAsync(target, cancellationToken);
        var (type, noType) = subnet is null ? (null, []) : await choice.TypeAsync(target, source.Host, subnet.AvailabilityZone!, cancellationToken);
        var (volumes, tooSmall) = TargetChoice.Volumes(target, source);
        problems = [.. problems, .. noImage, .. noSubnet, .. noType, .. tooSmall];
        if (problems is not [])
        {
            throw new BatonException(problems);
        }

        return new()
        {
            Source = source,
            ImageId = image!.ImageId!,
            RootDevice = image.RootDeviceName!,
            RootGiB = TargetChoice.RootGiB(target, source, image),
            InstanceType = type!,
            SubnetId = subnet!.SubnetId!,
            VpcId = subnet.VpcId!,
            OperatorCidr = await services.Outside.OperatorCidrAsync(cancellationToken),
            PublicKey = target.KeyName is null ? request.PublicKey : null,
            KeyName = target.KeyName,
            Volumes = volumes,
        };
    }

    private static IEnumerable<Problem> Check(SourceModel source)
    {
        if (!source.Host.HasSystemd)
        {
            yield return HostProblems.SystemdMissing(source.ToString());
        }

        foreach (var tool in source.Host.MissingTools)
        {
            yield return HostProblems.ToolMissing(source.ToString(), tool);
        }
    }
}

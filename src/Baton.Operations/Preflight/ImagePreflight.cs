using Baton.Engine.Problems;
using Baton.Operations.Cloud;
using Baton.Operations.Configuration;
using Baton.Operations.Discovery;
using Baton.Operations.Imaging;
using Baton.Operations.Problems;

namespace Baton.Operations.Preflight;

/// <summary>All that is in the way of an image, at once.</summary>
internal sealed class ImagePreflight(OperationServices services)
{
    private readonly Ec2 _ec2 = new(services);

    public async Task<IReadOnlyList<Problem>> CheckAsync(ServerOptions options, ServerModel? server, ImageRequest request, CancellationToken cancellationToken)
    {
        var problems = ServerPreflight.Check(options).ToList();
        if (request.Name is { } name && await _ec2.ImagesAsync([new() { Name = "name", Values = [name] }], cancellationToken) is [var taken, ..])
        {
            problems.Add(OperationProblems.ImageNameTaken(name, taken.ImageId!));
        }

        if (server is not null)
        {
            problems.AddRange(ServerPreflight.Check(server));
            problems.AddRange(Consistency(server));
        }

        return problems;
    }

    public static IEnumerable<Problem> Consistency(ServerModel server)
    {
        var wanted = server.Options.Consistency;
        var plan = new ConsistencyPlan(server);
        var volumes = plan.Judge(plan.ExpectedFrozen);
        if (plan.Overall(volumes) < wanted)
        {
            yield return PreflightProblems.ConsistencyNotPossible(
                wanted.ToString().ToLowerInvariant(), string.Join("; ", volumes.Where(volume => volume.Level < wanted).Select(volume => $"{volume.Device} {volume.Reason}")));
        }
    }
}

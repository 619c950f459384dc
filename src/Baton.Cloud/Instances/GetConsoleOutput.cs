using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Instances;

internal sealed class GetConsoleOutput(CloudContext cloud) : TypedAction<GetConsoleOutputRequest, GetConsoleOutputResult>
{
    protected override Task<GetConsoleOutputResult> HandleAsync(GetConsoleOutputRequest request, CancellationToken cancellationToken)
    {
        var instance = Ids.Find([request.InstanceId!], "i", "InstanceID", cloud.State.Instances.Find)[0];
        return Task.FromResult(new GetConsoleOutputResult
        {
            InstanceId = instance.InstanceId,
            Output = Convert.ToBase64String(cloud.Machines.ReadConsole(instance.InstanceId)),
            Timestamp = cloud.Now,
        });
    }
}

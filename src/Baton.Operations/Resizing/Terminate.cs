using Baton.Aws.Ec2;
using Baton.Engine.Problems;
using Baton.Operations.Problems;
using Baton.Operations.Steps;

namespace Baton.Operations.Resizing;

/// <summary>Ends an instance for good.</summary>
internal static class Terminate
{
    public static async Task AndWaitAsync(PlanScope scope, string instanceId, TimeSpan budget, CancellationToken cancellationToken)
    {
        if (await scope.Ec2.FindInstanceAsync(instanceId, cancellationToken) is not { State.Name: not "terminated" })
        {
            return;
        }

        // A new server has the old one's termination protection.
        await scope.Ec2.SendUnlessGoneAsync(
            new ModifyInstanceAttributeRequest { InstanceId = instanceId, DisableApiTermination = new() { Value = false } }, cancellationToken);
        await scope.Ec2.SendUnlessGoneAsync(new TerminateInstancesRequest { InstanceIds = [instanceId] }, cancellationToken);
        _ = await scope.Ec2.WaitForStateAsync(instanceId, "terminated", budget, cancellationToken)
            ?? throw new BatonException(OperationProblems.TookTooLong($"The end of {instanceId}", budget));
    }
}

using Baton.Aws.Wire;
using Baton.Cloud.Faults;
using Baton.Cloud.Server;

namespace Baton.Cloud.Instances;

/// <summary>Whether AWS would have a machine of a type in a zone: always, unless a fault says otherwise.</summary>
internal static class Capacity
{
    public static void Check(CloudContext cloud, string action, string instanceType, string zone)
    {
        if (cloud.Faults.Take(action, FaultKind.Error, instanceType, zone) is { } fault)
        {
            var words = fault.Code == "InsufficientInstanceCapacity"
                ? $"We currently do not have sufficient {instanceType} capacity in the Availability Zone you requested ({zone}). Asked for by {fault.Id}."
                : $"{fault.Code}: asked for by {fault.Id}.";
            throw new AwsException(fault.Code!, words, FaultStatus.Of(fault.Code));
        }
    }
}

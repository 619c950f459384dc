namespace Baton.Cloud.Faults;

/// <summary>Which faults can strike, so that a fault with a slip of the pen is refused instead of waiting for ever.</summary>
internal static class FaultRules
{
    private static readonly string[] Launches = ["RunInstances", "StartInstances"];

    /// <summary>Why not; null when it can.</summary>
    public static string? Refuse(Fault fault, IReadOnlySet<string> actions)
    {
        if (fault.Action != "*" && !IsInstance(fault) && !actions.Contains(fault.Action))
        {
            return $"the local cloud has no action '{fault.Action}'.";
        }

        if (fault.Probability is <= 0 or > 1 || fault.Times is < 1 || fault.Milliseconds < 0)
        {
            return "a probability lies above 0 and at most at 1, a number of times is at least 1, and no time is negative.";
        }

        if ((fault.InstanceType ?? fault.Zone) is not null && !(fault.Kind == FaultKind.Error && Launches.Contains(fault.Action)))
        {
            return $"an instance type and a zone belong to an error of {string.Join(" or ", Launches)}.";
        }

        return RefuseKind(fault);
    }

    public static bool IsInstance(Fault fault) => fault.Action.StartsWith("i-", StringComparison.Ordinal);

    private static string? RefuseKind(Fault fault) => fault.Kind switch
    {
        FaultKind.Error when fault.Code is null => "an error needs its code.",
        FaultKind.NotFoundAtFirst when !UnseenResources.Makes(fault.Action) => $"{fault.Action} creates nothing that could be looked for.",
        FaultKind.AddressLate when fault.Action != "AssociateAddress" => "an address moves late by AssociateAddress.",
        FaultKind.StaysPending when !Launches.Contains(fault.Action) => "instances are pending after RunInstances and StartInstances.",
        FaultKind.StatusImpaired or FaultKind.NetworkLost when !IsInstance(fault) && !Launches.Contains(fault.Action) => "name an instance, RunInstances or StartInstances.",
        FaultKind.Crash when !IsInstance(fault) => "name the instance that is to crash.",
        not (FaultKind.StatusImpaired or FaultKind.NetworkLost or FaultKind.Crash) when IsInstance(fault) => "a machine can crash, fail its status check or lose its network.",
        _ => null,
    };
}

namespace Baton.Cloud.Network;

/// <summary>What may come in and go out, summed over the groups of an interface. What no rule allows is dropped silently, as on EC2.</summary>
public sealed record SecurityRules(IReadOnlyList<SecurityRule> Ingress, IReadOnlyList<SecurityRule> Egress)
{
    public static SecurityRules None { get; } = new([], []);
}

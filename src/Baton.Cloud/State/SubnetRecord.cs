namespace Baton.Cloud.State;

public sealed record SubnetRecord(string SubnetId, string VpcId, string Zone, string Cidr)
{
    /// <summary>One per zone, in the default VPC.</summary>
    public bool IsDefault { get; set; } = true;

    /// <summary>Whether instances get a public address when nobody says.</summary>
    public bool MapPublicAddress { get; set; } = true;
}

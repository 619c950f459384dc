using System.Net;
using Baton.Aws.Wire;

namespace Baton.Cloud.Server;

/// <summary>AWS's errors, with AWS's codes and words. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html</summary>
internal static class Ec2Errors
{
    public static AwsException InvalidAction(string action, string version) => new("InvalidAction", $"The action {action} is not valid for this web service of the local cloud (version {version}).");

    public static AwsException DryRun() => new("DryRunOperation", "Request would have succeeded, but DryRun flag is set.", HttpStatusCode.PreconditionFailed);

    public static AwsException Missing(string parameter) => new("MissingParameter", $"The request must contain the parameter {parameter}");

    public static AwsException InvalidValue(string message) => new("InvalidParameterValue", message);

    public static AwsException InvalidCombination(string message) => new("InvalidParameterCombination", message);

    public static AwsException IncorrectState(string message) => new("IncorrectState", message);

    public static AwsException IncorrectInstanceState(string id, string needed) =>
        new("IncorrectInstanceState", $"The instance '{id}' is not in the '{needed}' state.");

    public static AwsException Dependency(string message) => new("DependencyViolation", message);

    public static AwsException NotFound(string kind, string id) => new($"Invalid{kind}.NotFound", $"The {Noun(kind)} '{id}' does not exist");

    /// <summary>An id that cannot be one: <c>Invalid id: "x" (expecting "i-...")</c>.</summary>
    public static AwsException Malformed(string kind, string id, string prefix) => new($"Invalid{kind}.Malformed", $"Invalid id: \"{id}\" (expecting \"{prefix}-...\")");

    public static AwsException Unsupported(string message) => new("UnsupportedOperation", message);

    public static AwsException Capacity(string message) => new("InsufficientInstanceCapacity", message, HttpStatusCode.InternalServerError);

    private static string Noun(string kind) => kind switch
    {
        "InstanceID" => "instance ID",
        "AMIID" => "image id",
        "Volume" => "volume",
        "Snapshot" => "snapshot",
        "AllocationID" => "allocation ID",
        "AssociationID" => "association ID",
        "KeyPair" => "key pair",
        "Group" => "security group",
        "SubnetID" => "subnet ID",
        "VpcID" => "vpc ID",
        "InternetGatewayID" => "internetGateway ID",
        "RouteTableID" => "routeTable ID",
        "NetworkAclID" => "networkAcl ID",
        "DhcpOptionID" => "dhcpOption ID",
        "NetworkInterfaceID" => "networkInterface ID",
        _ => kind,
    };
}

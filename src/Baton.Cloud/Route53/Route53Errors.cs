using System.Net;
using Baton.Aws.Wire;

namespace Baton.Cloud.Route53;

/// <summary>Route 53's errors, with its codes and words.</summary>
internal static class Route53Errors
{
    public static AwsException InvalidInput(string message) => new("InvalidInput", message);

    public static AwsException NoSuchZone(string id) => new("NoSuchHostedZone", $"No hosted zone found with ID: {id}", HttpStatusCode.NotFound);

    public static AwsException NoSuchChange(string id) => new("NoSuchChange", $"Could not find resource with ID: {id}", HttpStatusCode.NotFound);

    public static AwsException InvalidName(string name, string why) => new("InvalidDomainName", $"{why} encountered with '{name}'");

    public static AwsException InvalidBatch(IEnumerable<string> messages) => new("InvalidChangeBatch", $"[{string.Join(", ", messages)}]");

    public static AwsException NotEmpty() => new("HostedZoneNotEmpty", "The specified hosted zone contains non-required resource record sets and so cannot be deleted.");
}

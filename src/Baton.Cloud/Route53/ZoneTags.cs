using System.Net;
using Baton.Aws.Wire;
using Baton.Cloud.State;

namespace Baton.Cloud.Route53;

/// <summary>What can be tagged.</summary>
internal static class ZoneTags
{
    public static HostedZoneRecord ZoneOf(ZoneBook zones, string? type, string? id) => type switch
    {
        "hostedzone" => zones.Find(id),
        "healthcheck" => throw new AwsException("NoSuchHealthCheck", $"No health check exists with the specified ID: {id}", HttpStatusCode.NotFound),
        _ => throw Route53Errors.InvalidInput($"'{type}' is no type of resource that has tags: hostedzone, healthcheck."),
    };
}

using System.Net;
using Baton.LocalCloud;

namespace Baton.Operating;

/// <summary>Where the hosted zones of the local cloud are answered for: as the environment says, else as the cloud that runs does.</summary>
internal static class LocalNameServer
{
    public static IPEndPoint? Find(Session session) =>
        (session.Surroundings.Environment(CloudEnvironment.NameServer) ?? session.LocalCloud.Running()?.NameServer) is { } text && IPEndPoint.TryParse(text, out var place) ? place : null;
}

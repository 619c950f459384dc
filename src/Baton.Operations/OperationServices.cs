using System.Net;
using Baton.Aws.Client;
using Baton.Operations.Connections;

namespace Baton.Operations;

/// <summary>What operations need of the world.</summary>
public sealed record OperationServices
{
    public required AwsClient Aws { get; init; }

    public required IHostConnector Connector { get; init; }

    public required IOutside Outside { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Who answers for the hosted zones of the local cloud; null when they are on AWS, and everybody's resolver finds them.</summary>
    public IPEndPoint? NameServer { get; init; }

    /// <summary>How often AWS is asked for a state that is waited for.</summary>
    public TimeSpan AwsPeriod { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How often servers are.</summary>
    public TimeSpan ServerPeriod { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a new database is given to follow again after a reboot; it boots first.</summary>
    public TimeSpan FollowPatience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long AWS is given to show what was made a moment ago, when the answer to the call that made it was lost.</summary>
    public TimeSpan LookPatience { get; init; } = TimeSpan.FromSeconds(4);
}

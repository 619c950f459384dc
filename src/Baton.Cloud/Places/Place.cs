using Baton.Cloud.Instances;
using Baton.Cloud.LoadBalancing.Serving;
using Baton.Cloud.Metadata;
using Baton.Cloud.Server;

namespace Baton.Cloud.Places;

/// <summary>One region of one account, apart from all others.</summary>
internal sealed record Place
{
    public required CloudContext Cloud { get; init; }

    public required InstanceLifecycle Lifecycle { get; init; }

    public required ActionRegistry Actions { get; init; }

    public required BalancerFloor Balancers { get; init; }

    public required MetadataService Metadata { get; init; }
}

using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Server;

namespace Baton.Cloud.Volumes;

/// <summary>I/O of a volume is never disabled here: there is nothing to do.</summary>
internal sealed class EnableVolumeIO(CloudContext cloud) : TypedAction<EnableVolumeIORequest, EmptyResponse>
{
    protected override void Check(EnableVolumeIORequest request) => Ids.Find([request.VolumeId!], "vol", "Volume", cloud.State.Volumes.Find);

    protected override Task<EmptyResponse> HandleAsync(EnableVolumeIORequest request, CancellationToken cancellationToken) => Task.FromResult(new EmptyResponse());
}

using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Server;

namespace Baton.Cloud.KeyPairs;

/// <summary>Succeeds for a pair that is not there, as AWS does.</summary>
internal sealed class DeleteKeyPair(CloudContext cloud) : TypedAction<DeleteKeyPairRequest, EmptyResponse>
{
    protected override void Check(DeleteKeyPairRequest request)
    {
        if (request.KeyName is null && request.KeyPairId is null)
        {
            throw Ec2Errors.Missing("KeyName");
        }
    }

    protected override Task<EmptyResponse> HandleAsync(DeleteKeyPairRequest request, CancellationToken cancellationToken)
    {
        if ((cloud.State.KeyPairs.Find(request.KeyPairId) ?? cloud.State.KeyPairs.FindByName(request.KeyName)) is { } pair)
        {
            cloud.State.KeyPairs.Remove(pair.KeyPairId);
            cloud.State.TagsOf.Remove(pair.KeyPairId);
        }

        return Task.FromResult(new EmptyResponse());
    }
}

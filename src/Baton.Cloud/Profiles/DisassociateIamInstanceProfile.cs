using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Profiles;

internal sealed class DisassociateIamInstanceProfile(CloudContext cloud, ProfileBook book) : TypedAction<DisassociateIamInstanceProfileRequest, DisassociateIamInstanceProfileResult>
{
    protected override void Check(DisassociateIamInstanceProfileRequest request) => book.OfAssociation(request.AssociationId!);

    protected override Task<DisassociateIamInstanceProfileResult> HandleAsync(DisassociateIamInstanceProfileRequest request, CancellationToken cancellationToken)
    {
        var instance = book.OfAssociation(request.AssociationId!);
        cloud.State.Instances.Put(instance with { ProfileArn = null });
        return Task.FromResult(new DisassociateIamInstanceProfileResult { IamInstanceProfileAssociation = ProfileBook.Show(instance, "disassociating") });
    }
}

using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Profiles;

internal sealed class ReplaceIamInstanceProfileAssociation(CloudContext cloud, ProfileBook book) : TypedAction<ReplaceIamInstanceProfileAssociationRequest, ReplaceIamInstanceProfileAssociationResult>
{
    public override string? Missing => "any name is taken for a profile; guests get no credentials";

    protected override void Check(ReplaceIamInstanceProfileAssociationRequest request)
    {
        ProfileBook.ArnOf(request.IamInstanceProfile, cloud.Options.AccountId);
        book.OfAssociation(request.AssociationId!);
    }

    protected override Task<ReplaceIamInstanceProfileAssociationResult> HandleAsync(ReplaceIamInstanceProfileAssociationRequest request, CancellationToken cancellationToken)
    {
        var arn = ProfileBook.ArnOf(request.IamInstanceProfile, cloud.Options.AccountId);
        var instance = cloud.State.Instances.Put(book.OfAssociation(request.AssociationId!) with { ProfileArn = arn });
        return Task.FromResult(new ReplaceIamInstanceProfileAssociationResult { IamInstanceProfileAssociation = ProfileBook.Show(instance, "associating") });
    }
}

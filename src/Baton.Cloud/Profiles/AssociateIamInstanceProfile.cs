using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Profiles;

internal sealed class AssociateIamInstanceProfile(CloudContext cloud) : TypedAction<AssociateIamInstanceProfileRequest, AssociateIamInstanceProfileResult>
{
    public override string? Missing => "any name is taken for a profile; guests get no credentials";

    protected override void Check(AssociateIamInstanceProfileRequest request)
    {
        ProfileBook.ArnOf(request.IamInstanceProfile, cloud.Options.AccountId);
        var instance = Ids.Find([request.InstanceId!], "i", "InstanceID", cloud.State.Instances.Find)[0];
        if (instance.ProfileArn is not null)
        {
            throw Ec2Errors.IncorrectState($"There is an existing association for instance {instance.InstanceId}");
        }
    }

    protected override Task<AssociateIamInstanceProfileResult> HandleAsync(AssociateIamInstanceProfileRequest request, CancellationToken cancellationToken)
    {
        var arn = ProfileBook.ArnOf(request.IamInstanceProfile, cloud.Options.AccountId);
        var instance = cloud.State.Instances.Put(cloud.State.Instances.Find(request.InstanceId)! with { ProfileArn = arn });
        return Task.FromResult(new AssociateIamInstanceProfileResult { IamInstanceProfileAssociation = ProfileBook.Show(instance, "associating") });
    }
}

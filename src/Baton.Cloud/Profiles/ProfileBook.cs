using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Profiles;

/// <summary>Which instance has which instance profile. Any name is taken for a profile that exists, whether IAM knows it or not.</summary>
internal sealed class ProfileBook(CloudContext cloud)
{
    public static string ArnOf(IamInstanceProfileSpecification? profile, string accountId) => profile switch
    {
        { Arn: { } arn } => arn,
        { Name: { } name } => $"arn:aws:iam::{accountId}:instance-profile/{name}",
        _ => throw Ec2Errors.Missing("IamInstanceProfile"),
    };

    public InstanceRecord OfAssociation(string id)
    {
        Ids.Check(id, "iip-assoc", "AssociationID");
        return cloud.State.Instances.All.FirstOrDefault(instance => instance is { IsThere: true, ProfileArn: not null } && IdOf(instance) == id) ?? throw Ec2Errors.NotFound("AssociationID", id);
    }

    public static IamInstanceProfileAssociation Show(InstanceRecord instance, string state) => new()
    {
        AssociationId = IdOf(instance), InstanceId = instance.InstanceId, State = state, IamInstanceProfile = new() { Arn = instance.ProfileArn, Id = "AIPALOCALCLOUD" },
    };

    // An instance has one profile at most, so its own id tells the association.
    private static string IdOf(InstanceRecord instance) => $"iip-assoc-{instance.InstanceId["i-".Length..]}";
}

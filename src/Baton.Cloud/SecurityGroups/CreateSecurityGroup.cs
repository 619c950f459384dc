using System.Text.RegularExpressions;
using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Server;
using Baton.Cloud.Vpcs;

namespace Baton.Cloud.SecurityGroups;

internal sealed partial class CreateSecurityGroup(CloudContext cloud) : TypedAction<CreateSecurityGroupRequest, CreateSecurityGroupResult>
{
    protected override void Check(CreateSecurityGroupRequest request)
    {
        request.TagSpecifications.Check("security-group");
        var (name, vpcId) = (request.GroupName!, VpcOf(request));
        if (name == "default")
        {
            throw new AwsException("InvalidGroup.Reserved", "The security group 'default' is reserved");
        }

        if (name.StartsWith("sg-", StringComparison.Ordinal) || !Allowed().IsMatch(name))
        {
            throw Ec2Errors.InvalidValue($"Value ({name}) for parameter GroupName is invalid. Character sets beyond ASCII are not supported, and the name cannot start with sg-.");
        }

        if (!Allowed().IsMatch(request.Description ?? ""))
        {
            throw Ec2Errors.InvalidValue($"Value ({request.Description}) for parameter GroupDescription is invalid. Character sets beyond ASCII are not supported.");
        }

        if (cloud.State.Groups.All.Any(group => group.Name == name && group.VpcId == vpcId))
        {
            throw new AwsException("InvalidGroup.Duplicate", $"The security group '{name}' already exists for VPC '{vpcId}'");
        }
    }

    protected override Task<CreateSecurityGroupResult> HandleAsync(CreateSecurityGroupRequest request, CancellationToken cancellationToken)
    {
        var group = cloud.State.Groups.Put(new()
        {
            GroupId = Ids.New("sg"), Name = request.GroupName!, Description = request.Description!, VpcId = VpcOf(request),
            Rules = [new() { RuleId = Ids.New("sgr"), Egress = true, Protocol = "-1", Cidr = "0.0.0.0/0" }],
        });
        cloud.State.SetTags(group.GroupId, request.TagSpecifications.For("security-group"));
        return Task.FromResult(new CreateSecurityGroupResult { GroupId = group.GroupId, Tags = cloud.State.TagList(group.GroupId) });
    }

    private string VpcOf(CreateSecurityGroupRequest request) =>
        request.VpcId is null ? VpcParts.Default(cloud).VpcId : Ids.Find([request.VpcId], "vpc", "VpcID", cloud.State.Vpcs.Find)[0].VpcId;

    // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html
    [GeneratedRegex(@"^[a-zA-Z0-9 ._\-:/()#,@\[\]+=&;{}!$*]{1,255}$", RegexOptions.NonBacktracking)]
    private static partial Regex Allowed();
}

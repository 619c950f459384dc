using Baton.Aws.Ec2;
using Baton.Cloud.Instances;
using Baton.Cloud.Server;

namespace Baton.Cloud.Interfaces;

internal sealed class DescribeNetworkInterfaceAttribute(CloudContext cloud, InterfaceBook book, InstanceView view) : TypedAction<DescribeNetworkInterfaceAttributeRequest, DescribeNetworkInterfaceAttributeResult>
{
    protected override Task<DescribeNetworkInterfaceAttributeResult> HandleAsync(DescribeNetworkInterfaceAttributeRequest request, CancellationToken cancellationToken)
    {
        var nic = book.Find(request.NetworkInterfaceId);
        var answer = new DescribeNetworkInterfaceAttributeResult { NetworkInterfaceId = nic.InterfaceId };
        return Task.FromResult(request.Attribute switch
        {
            "description" => answer with { Description = new() { Value = nic.Description } },
            "groupSet" => answer with { Groups = view.Groups(nic.GroupIds) },
            "sourceDestCheck" => answer with { SourceDestCheck = new() { Value = nic.SourceDestCheck } },
            "attachment" => answer with { Attachment = InterfaceBook.Attachment(nic, cloud.Options.AccountId) },
            var other => throw Ec2Errors.InvalidValue($"Value ({other}) for parameter attribute is invalid. Unknown attribute."),
        });
    }
}

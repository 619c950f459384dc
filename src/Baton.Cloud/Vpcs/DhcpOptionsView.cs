using Baton.Aws.Ec2;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Vpcs;

internal static class DhcpOptionsView
{
    public static DhcpOptions Show(DhcpOptionsRecord record, CloudContext cloud) => new()
    {
        DhcpOptionsId = record.DhcpOptionsId,
        OwnerId = cloud.Options.AccountId,
        DhcpConfigurations = [.. record.Options.Select(option => new DhcpConfiguration { Key = option.Key, Values = [.. option.Value.Select(value => new AttributeValue { Value = value })] })],
        Tags = cloud.State.TagList(record.DhcpOptionsId),
    };
}

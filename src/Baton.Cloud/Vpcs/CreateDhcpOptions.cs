using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Vpcs;

internal sealed class CreateDhcpOptions(CloudContext cloud) : TypedAction<CreateDhcpOptionsRequest, CreateDhcpOptionsResult>
{
    public override string? Missing => "kept and shown; guests get the options of the VPC";

    private static readonly string[] Known = ["domain-name", "domain-name-servers", "ntp-servers", "netbios-name-servers", "netbios-node-type", "ipv6-address-preferred-lease-time"];

    protected override void Check(CreateDhcpOptionsRequest request)
    {
        request.TagSpecifications.Check("dhcp-options");
        if (request.DhcpConfigurations is [])
        {
            throw Ec2Errors.Missing("dhcpConfiguration");
        }

        if (request.DhcpConfigurations.FirstOrDefault(option => !Known.Contains(option.Key)) is { } unknown)
        {
            throw Ec2Errors.InvalidValue($"Value ({unknown.Key}) for parameter name is invalid. Unknown DHCP option");
        }
    }

    protected override Task<CreateDhcpOptionsResult> HandleAsync(CreateDhcpOptionsRequest request, CancellationToken cancellationToken)
    {
        var options = request.DhcpConfigurations.GroupBy(option => option.Key!).ToDictionary(group => group.Key, group => group.Last().Values);
        var record = cloud.State.DhcpOptions.Put(new(Ids.New("dopt"), options));
        cloud.State.SetTags(record.DhcpOptionsId, request.TagSpecifications.For("dhcp-options"));
        return Task.FromResult(new CreateDhcpOptionsResult { DhcpOptions = DhcpOptionsView.Show(record, cloud) });
    }
}

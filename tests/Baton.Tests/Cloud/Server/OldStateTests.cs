using System.Text.Json;
using Baton.Cloud.State;

namespace Baton.Tests.Cloud.Server;

public sealed class OldStateTests
{
    [Fact]
    public void What_an_older_version_did_not_write_keeps_its_initial_value()
    {
        var subnet = JsonSerializer.Deserialize("""{"SubnetId":"subnet-1","VpcId":"vpc-1","Zone":"us-east-1a","Cidr":"172.31.0.0/20"}""", StateJson.Default.SubnetRecord)!;
        var vpc = JsonSerializer.Deserialize("""{"VpcId":"vpc-1","Cidr":"172.31.0.0/16"}""", StateJson.Default.VpcRecord)!;
        var nic = JsonSerializer.Deserialize(
            """{"InterfaceId":"eni-1","SubnetId":"subnet-1","MacAddress":"02:00:00:00:00:01","PrivateAddress":"172.31.0.4","GroupIds":["sg-1"],"AutoPublic":true}""", StateJson.Default.InterfaceRecord)!;

        Assert.True(subnet is { IsDefault: true, MapPublicAddress: true });
        Assert.True(vpc is { IsDefault: true, DnsSupport: true, DnsHostnames: true });
        Assert.True(nic.DeleteOnTermination);
        Assert.Empty(nic.SecondaryAddresses);
    }
}

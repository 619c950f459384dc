using System.Text;
using Baton.Aws.Ec2;
using Baton.Cloud.Network;

namespace Baton.Tests.Cloud.Api;

public sealed class MetadataTests
{
    private const string TokenHeader = "X-aws-ec2-metadata-token";

    [Theory]
    [InlineData("/latest/meta-data/instance-type", "t3.micro")]
    [InlineData("/latest/meta-data/placement/availability-zone", "us-east-1a")]
    [InlineData("/2021-03-23/meta-data/placement/", "availability-zone\navailability-zone-id\nregion")]
    [InlineData("/latest/meta-data/public-keys/", "0=mine")]
    [InlineData("/latest/meta-data/public-keys/0", "openssh-key")]
    [InlineData("/latest/user-data", "#!/bin/sh\necho hello\n")]
    [InlineData("/latest", "dynamic\nmeta-data\nuser-data")]
    public async Task A_guest_reads_what_EC2_would_tell_it(string path, string expected)
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var instance = await LaunchAsync(cloud);

        var reply = Ask(cloud, instance, "GET", path);

        Assert.Equal((200, expected), (reply.Status, Encoding.UTF8.GetString(reply.Body)));
    }

    [Fact]
    public async Task A_role_that_is_not_there_is_not_found()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var instance = await LaunchAsync(cloud);

        Assert.Equal(404, Ask(cloud, instance, "GET", "/latest/meta-data/iam/security-credentials/").Status);
    }

    [Fact]
    public async Task An_instance_that_requires_tokens_answers_only_with_its_own()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var (instance, other) = (await LaunchAsync(cloud), await cloud.LaunchAsync());
        await cloud.SendAsync(new ModifyInstanceMetadataOptionsRequest { InstanceId = instance.InstanceId, HttpTokens = "required" });
        string Token(Instance of) => Encoding.UTF8.GetString(Ask(cloud, of, "PUT", "/latest/api/token", ("X-aws-ec2-metadata-token-ttl-seconds", "60")).Body);

        Assert.Equal(401, Ask(cloud, instance, "GET", "/latest/meta-data/instance-id").Status);
        Assert.Equal(401, Ask(cloud, instance, "GET", "/latest/meta-data/instance-id", (TokenHeader, Token(other))).Status);
        var reply = Ask(cloud, instance, "GET", "/latest/meta-data/instance-id", (TokenHeader, Token(instance)));

        Assert.Equal(instance.InstanceId, Encoding.UTF8.GetString(reply.Body));
    }

    private static async Task<Instance> LaunchAsync(SimulatedCloud cloud)
    {
        await cloud.SendAsync(new ImportKeyPairRequest
        {
            KeyName = "mine", PublicKeyMaterial = Encoding.ASCII.GetBytes("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBd28XEPvKMIUl1ZJTT2bezSo/q7tnrsMpELlrnm+1qH me@home"),
        });
        return await cloud.LaunchAsync(request => request with { KeyName = "mine", UserData = Convert.ToBase64String("#!/bin/sh\necho hello\n"u8) });
    }

    private static MetadataReply Ask(SimulatedCloud cloud, Instance instance, string method, string path, params (string Name, string Value)[] headers) =>
        cloud.Server.MetadataOf!.Answer(instance.NetworkInterfaces[0].NetworkInterfaceId!, method, path, headers.ToDictionary(header => header.Name, header => header.Value));
}

using Baton.Aws.Ec2;

namespace Baton.Tests.Cloud.Json;

public sealed class ParameterTests
{
    private const string Alias = "/aws/service/debian/release/12/latest/amd64";

    [Fact]
    public async Task The_public_parameter_of_an_image_is_its_id_and_launches_it()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        using var ssm = new JsonClient(cloud, "ssm");
        var stock = (await cloud.SendAsync(new DescribeImagesRequest { Owners = ["amazon"] })).Images[0].ImageId;

        Assert.Equal(stock, (string?)(await ssm.OkAsync("GetParameter", $$"""{"Name":"{{Alias}}"}"""))["Parameter"]!["Value"]);
        var launched = await cloud.SendAsync(new RunInstancesRequest { ImageId = $"resolve:ssm:{Alias}", InstanceType = "t3.micro", MinCount = 1, MaxCount = 1 });
        Assert.Equal(stock, launched.Instances[0].ImageId);
        Assert.Equal("InvalidParameterValue", await cloud.RefusedAsync(new RunInstancesRequest { ImageId = "resolve:ssm:/nobody", InstanceType = "t3.micro", MinCount = 1, MaxCount = 1 }));
        var found = await ssm.OkAsync("GetParametersByPath", """{"Path":"/aws/service/debian","Recursive":true}""");
        Assert.Equal([Alias, "/aws/service/debian/release/bookworm/latest/amd64"], found["Parameters"]!.AsArray().Select(parameter => (string?)parameter!["Name"]));
    }

    [Fact]
    public async Task Parameters_are_put_overwritten_found_by_path_and_deleted_and_outlive_the_cloud()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        using var ssm = new JsonClient(cloud, "ssm");
        await ssm.OkAsync("PutParameter", """{"Name":"/web/image","Value":"one","Type":"String"}""");
        await ssm.OkAsync("PutParameter", """{"Name":"/web/deep/er","Value":"a,b","Type":"StringList"}""");

        Assert.Equal("ParameterAlreadyExists", await ssm.RefusedAsync("PutParameter", """{"Name":"/web/image","Value":"two"}"""));
        Assert.Equal(2, (int?)(await ssm.OkAsync("PutParameter", """{"Name":"/web/image","Value":"two","Overwrite":true}"""))["Version"]);
        await cloud.DownAsync();
        await cloud.UpAsync();
        Assert.Equal("two", (string?)(await ssm.OkAsync("GetParameter", """{"Name":"/web/image:2"}"""))["Parameter"]!["Value"]);
        Assert.Equal("ParameterNotFound", await ssm.RefusedAsync("GetParameter", """{"Name":"/web/image:1"}"""));
        Assert.Single((await ssm.OkAsync("GetParametersByPath", """{"Path":"/web"}"""))["Parameters"]!.AsArray());
        var some = await ssm.OkAsync("GetParameters", """{"Names":["/web/image","/gone"]}""");
        Assert.Equal(("/web/image", "/gone"), ((string?)some["Parameters"]![0]!["Name"], (string?)some["InvalidParameters"]![0]));
        await ssm.OkAsync("DeleteParameter", """{"Name":"/web/image"}""");
        Assert.Equal("ParameterNotFound", await ssm.RefusedAsync("DeleteParameter", """{"Name":"/web/image"}"""));
    }

    [Theory]
    [InlineData("PutParameter", """{"Name":"/aws/mine","Value":"x"}""", "AccessDeniedException")]
    [InlineData("PutParameter", """{"Name":"with space","Value":"x"}""", "ValidationException")]
    [InlineData("PutParameter", """{"Name":"a","Value":"x","Type":"Number"}""", "UnsupportedParameterType")]
    [InlineData("GetParameter", "{}", "ValidationException")]
    [InlineData("GetParameter", """{"Name":1}""", "SerializationException")]
    [InlineData("GetParameter", "nonsense", "SerializationException")]
    [InlineData("GetParameter", "[]", "SerializationException")]
    [InlineData("SendCommand", "{}", "UnknownOperationException")]
    public async Task What_cannot_be_is_refused(string action, string body, string code)
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        using var ssm = new JsonClient(cloud, "ssm");

        Assert.Equal(code, await ssm.RefusedAsync(action, body));
    }

    [Fact]
    public async Task Quotas_are_those_that_are_kept()
    {
        await using var cloud = await SimulatedCloud.StartAsync(options => options with { AddressQuota = 7 });
        using var quotas = new JsonClient(cloud, "servicequotas");

        Assert.Equal(7, (double?)(await quotas.OkAsync("GetServiceQuota", """{"ServiceCode":"ec2","QuotaCode":"L-0263D0A3"}"""))["Quota"]!["Value"]);
        Assert.Equal(2, (await quotas.OkAsync("ListServiceQuotas", """{"ServiceCode":"ec2"}"""))["Quotas"]!.AsArray().Count);
        Assert.Equal("NoSuchResourceException", await quotas.RefusedAsync("GetServiceQuota", """{"ServiceCode":"ec2","QuotaCode":"L-0"}"""));
    }
}

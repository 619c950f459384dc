using Baton.Aws.Ec2;

namespace Baton.Tests.Cloud.Api;

public sealed class LaunchTemplateTests
{
    [Fact]
    public async Task A_launch_takes_from_the_template_what_it_does_not_say_itself()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var template = await CreateAsync(cloud);

        var instance = (await cloud.SendAsync(new RunInstancesRequest { LaunchTemplate = new() { LaunchTemplateId = template }, InstanceType = "t3.small", MinCount = 1, MaxCount = 1 })).Instances[0];

        Assert.Equal(("t3.small", "web"), (instance.InstanceType, Assert.Single(instance.Tags).Value));
        await cloud.ReachAsync(instance.InstanceId!, "running");
        Assert.Equal(2, (await cloud.FindAsync(instance.InstanceId!)).BlockDeviceMappings.Count);
    }

    [Fact]
    public async Task A_version_builds_on_another_and_the_default_is_used_until_it_is_changed()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var template = await CreateAsync(cloud);
        await cloud.SendAsync(new CreateLaunchTemplateVersionRequest { LaunchTemplateId = template, SourceVersion = "1", LaunchTemplateData = new() { InstanceType = "t3.large" } });
        async Task<string?> TypeAsync(string version) => (await cloud.SendAsync(new DescribeLaunchTemplateVersionsRequest { LaunchTemplateName = "web", Versions = [version] })).LaunchTemplateVersions[0].LaunchTemplateData!.InstanceType;

        Assert.Equal(("t3.micro", "t3.large"), (await TypeAsync("$Default"), await TypeAsync("$Latest")));
        await cloud.SendAsync(new ModifyLaunchTemplateRequest { LaunchTemplateId = template, DefaultVersion = "2" });
        Assert.Equal("t3.large", await TypeAsync("$Default"));

        var deleted = await cloud.SendAsync(new DeleteLaunchTemplateVersionsRequest { LaunchTemplateId = template, Versions = ["1", "2", "3"] });
        Assert.Equal([1L], deleted.SuccessfullyDeletedLaunchTemplateVersions.Select(one => one.VersionNumber!.Value));
        Assert.Equal(2, deleted.UnsuccessfullyDeletedLaunchTemplateVersions.Count);
        Assert.Equal("InvalidLaunchTemplateId.VersionNotFound", await cloud.RefusedAsync(new RunInstancesRequest { LaunchTemplate = new() { LaunchTemplateName = "web", Version = "1" }, MinCount = 1, MaxCount = 1 }));
    }

    [Fact]
    public async Task What_no_launch_could_do_is_refused_when_the_template_is_made()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        await CreateAsync(cloud);

        Assert.Equal("InvalidLaunchTemplateName.AlreadyExistsException", await cloud.RefusedAsync(new CreateLaunchTemplateRequest { LaunchTemplateName = "web", LaunchTemplateData = new() { InstanceType = "t3.micro" } }));
        Assert.Equal("InvalidLaunchTemplateName.MalformedException", await cloud.RefusedAsync(new CreateLaunchTemplateRequest { LaunchTemplateName = "a b", LaunchTemplateData = new() { InstanceType = "t3.micro" } }));
        Assert.Equal("MissingParameter", await cloud.RefusedAsync(new CreateLaunchTemplateRequest { LaunchTemplateName = "empty" }));
        Assert.Equal("UnsupportedOperation", await cloud.RefusedAsync(new CreateLaunchTemplateRequest { LaunchTemplateName = "spot", LaunchTemplateData = new() { InstanceMarketOptions = new() { MarketType = "spot" } } }));
        Assert.Equal("InvalidLaunchTemplateName.NotFoundException", await cloud.RefusedAsync(new DescribeLaunchTemplatesRequest { LaunchTemplateNames = ["nobody"] }));
    }

    private static async Task<string> CreateAsync(SimulatedCloud cloud)
    {
        var image = (await cloud.SendAsync(new DescribeImagesRequest { Owners = ["amazon"] })).Images[0].ImageId;
        var made = await cloud.SendAsync(new CreateLaunchTemplateRequest
        {
            LaunchTemplateName = "web",
            LaunchTemplateData = new()
            {
                ImageId = image, InstanceType = "t3.micro", BlockDeviceMappings = [new() { DeviceName = "/dev/sdf", Ebs = new() { VolumeSize = 2 } }],
                TagSpecifications = [new() { ResourceType = "instance", Tags = [new() { Key = "Name", Value = "web" }] }],
            },
        });
        return made.LaunchTemplate!.LaunchTemplateId!;
    }
}

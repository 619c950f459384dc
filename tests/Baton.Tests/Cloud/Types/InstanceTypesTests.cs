using Baton.Cloud.Types;

namespace Baton.Tests.Cloud.Types;

public sealed class InstanceTypesTests
{
    [Theory]
    [InlineData("t2.micro", 1, 1024, "x86_64", 2, 2)]
    [InlineData("t3.medium", 2, 4096, "x86_64", 3, 6)]
    [InlineData("t4g.small", 2, 2048, "arm64", 3, 4)]
    [InlineData("m1.small", 1, 1740, "x86_64", 2, 4)]
    [InlineData("m5.24xlarge", 96, 393216, "x86_64", 15, 50)]
    [InlineData("m6a.48xlarge", 192, 786432, "x86_64", 15, 50)]
    [InlineData("c4.8xlarge", 36, 61440, "x86_64", 8, 30)]
    [InlineData("c5.9xlarge", 36, 73728, "x86_64", 8, 30)]
    [InlineData("c5n.large", 2, 5376, "x86_64", 3, 10)]
    [InlineData("c7g.medium", 1, 2048, "arm64", 2, 4)]
    [InlineData("r4.16xlarge", 64, 499712, "x86_64", 15, 50)]
    [InlineData("r7i.2xlarge", 8, 65536, "x86_64", 4, 15)]
    public void A_type_has_AWSs_figures(string name, int vcpus, int memoryMiB, string architecture, int interfaces, int addresses)
    {
        var type = InstanceTypes.Find(name)!;

        Assert.Equal((vcpus, memoryMiB, architecture, interfaces, addresses), (type.Vcpus, type.MemoryMiB, type.Architecture, type.MostInterfaces, type.MostAddresses));
    }

    [Fact]
    public void Every_family_that_people_use_is_there()
    {
        var families = InstanceTypes.All.Select(type => type.Name.Split('.')[0]).ToHashSet();

        Assert.Empty(((string[])["t2", "t3", "t3a", "t4g", "m1", "m2", "m3", "m4", "m5", "m6i", "m6g", "m7i", "m7g", "c3", "c4", "c5", "c6i", "c6g", "c7i", "c7g", "r3", "r4", "r5", "r6i", "r6g", "r7i", "r7g"]).Except(families));
        Assert.Equal(1, InstanceTypes.Find("t2.micro")!.ThreadsPerCore);
        Assert.Equal(["legacy-bios"], InstanceTypes.Find("m4.large")!.BootModes);
    }
}

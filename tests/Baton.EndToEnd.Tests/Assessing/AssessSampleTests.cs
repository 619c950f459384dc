using Baton.Cloud.StockImages;
using Baton.Configuration;
using Baton.EndToEnd.Tests.Machines;
using Baton.Rehearsals;
using Baton.Rehearsals.Stage;
using Baton.Tests;

namespace Baton.EndToEnd.Tests.Assessing;

/// <summary>SmallPayroll on a virtual machine of the local cloud, from the same prepared image that rehearsals use, assessed by its name in baton.yaml.</summary>
public sealed class AssessSampleTests
{
    [Fact]
    public async Task The_sample_application_is_told_right()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var terminal = new CapturedTerminal();
        var folder = new RehearsalFolder(Directory.CreateTempSubdirectory("baton-assess-").FullName);
        folder.Create();
        string[] program = [Path.Combine(AppContext.BaseDirectory, "baton")];
        var cache = MachineRoom.ImageOptions.CacheDirectory;
        try
        {
            var prepared = new PreparedCloud(Path.Combine(cache, "rehearsals"), DataSize.Times(1), terminal, TimeProvider.System, program);
            await prepared.CopyToAsync(folder, new DebianStockImages(MachineRoom.ImageOptions).All[0].ImageId, withPackages: false, cancellationToken);
            var baton = new BatonCommand(folder, terminal, program);
            await using var cloud = new RehearsalCloud(baton, TimeProvider.System);
            await cloud.UpAsync(cancellationToken);
            await LaunchAsync(new(cloud.Aws, folder, TimeProvider.System), folder, baton, cancellationToken);

            var answer = await baton.RunAsync(["assess", "payroll"], cancellationToken);

            Assert.True(answer.Succeeded, terminal.Talked);
            IsRight(answer, await File.ReadAllTextAsync(folder.Configuration, cancellationToken));
        }
        finally
        {
            Directory.Delete(folder.Root, recursive: true);
        }
    }

    private static void IsRight(BatonAnswer answer, string written)
    {
        var report = answer.Document!.Value.GetProperty("report");
        var seen = report.GetProperty("seen");
        var site = seen.GetProperty("sites").EnumerateArray().Single();
        Assert.Equal("http://127.0.0.1:5080", site.GetProperty("targets")[0].GetString());
        var process = seen.GetProperty("processes").EnumerateArray().Single(process => process.GetProperty("unit").GetString() == "smallpayroll.service");
        Assert.Equal(("payroll", "/opt/smallpayroll", "/usr/bin/python3 -u -E -m smallpayroll …"), (
            process.GetProperty("user").GetString(), process.GetProperty("folder").GetString(), process.GetProperty("command").GetString()));
        var cluster = seen.GetProperty("clusters").EnumerateArray().Single();
        Assert.Equal(("15/main", "/srv/postgresql/15/main"), (cluster.GetProperty("name").GetString(), cluster.GetProperty("dataDirectory").GetString()));
        Assert.Equal("on", cluster.GetProperty("settings").GetProperty("data_checksums").GetString());
        Assert.Contains(cluster.GetProperty("databases").EnumerateArray(), database => database.GetProperty("name").GetString() == "payroll");
        Assert.Contains(seen.GetProperty("runtimes").EnumerateArray(), runtime => runtime.GetProperty("version").GetString()!.StartsWith("3.11", StringComparison.Ordinal));
        Assert.Contains(seen.GetProperty("machine").GetProperty("mounts").EnumerateArray(), mount => mount.GetProperty("target").GetString() == "/srv");
        Assert.StartsWith("No. ", report.GetProperty("questions")[5].GetProperty("answers")[0].GetString(), StringComparison.Ordinal);

        // What it proposes is what a person wrote for it.
        var byHand = BatonFile.Parse(written, "baton.yaml").Servers.Single();
        var proposed = BatonFile.Parse(answer.Document!.Value.GetProperty("configuration").GetString()!, "baton.yaml").Servers.Single();
        Assert.Equal(byHand.Instance, proposed.Instance);
        Assert.Equal(byHand.Services.Select(service => service.Unit), proposed.Services.Select(service => service.Unit));
        Assert.Equal((byHand.Gate.Proxy, byHand.Gate.Ports.Single()), (proposed.Gate.Proxy, proposed.Gate.Ports.Single()));
        Assert.Equal(byHand.Postgres!.Databases, proposed.Postgres!.Databases);
        Assert.Contains(proposed.Folders, folder => byHand.Folders.Single().StartsWith(folder, StringComparison.Ordinal));
    }

    private static async Task LaunchAsync(Backstage backstage, RehearsalFolder folder, BatonCommand baton, CancellationToken cancellationToken)
    {
        await backstage.CreateKeyAsync(cancellationToken);
        var group = await backstage.CreateGroupAsync(cancellationToken);
        var image = await backstage.OwnImageAsync(PreparedCloud.ImageName, cancellationToken);
        var instance = (await backstage.LaunchAsync(image!, "t3.micro", group, null, cancellationToken)).InstanceId!;
        var (allocation, address) = await backstage.AllocateAddressAsync(cancellationToken);
        await backstage.AwaitStateAsync(instance, "running", cancellationToken);
        await backstage.AssociateAsync(allocation, instance, cancellationToken);
        await backstage.AwaitServingAsync(new Uri($"http://{address}"), cancellationToken);
        await File.WriteAllTextAsync(folder.Configuration, PayrollConfiguration.Text(instance, folder.Key, baton.Environment), cancellationToken);
    }
}

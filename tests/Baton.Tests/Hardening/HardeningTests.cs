using Baton.Aws.Ec2;
using Baton.Engine.Journal;
using Baton.Hosts.Discovery;
using Baton.Operations;
using Baton.Operations.Assessing;
using Baton.Operations.Discovery;
using Baton.Operations.Hardening;
using Baton.Tests.Assessing;
using Baton.Tests.Operations;

namespace Baton.Tests.Hardening;

public sealed class HardeningTests
{
    [Theory]
    [InlineData(RiskLevel.High, "2 security updates wait.", "sudo apt-get update && sudo apt-get upgrade")]
    [InlineData(RiskLevel.Medium, "Security updates are not installed by themselves.", "sudo apt-get install unattended-upgrades && sudo dpkg-reconfigure -plow unattended-upgrades")]
    [InlineData(RiskLevel.Medium, "It has not asked for updates for 40 days.", "sudo apt-get update")]
    [InlineData(RiskLevel.Medium, "sshd takes passwords.", "echo 'PasswordAuthentication no' | sudo tee /etc/ssh/sshd_config.d/10-keys-only.conf && sudo systemctl reload ssh")]
    [InlineData(RiskLevel.Low, "postgres listens on 0.0.0.0 port 5432: only the security group keeps the world out.", "sudo ss -tlnp 'sport = :5432'")]
    [InlineData(RiskLevel.High, "The certificate of shop.example.net expires on 2026-12-01.", "sudo certbot renew")]
    [InlineData(RiskLevel.Low, "Whether certbot can renew the certificate of shop.example.net here, too, shows when the name leads here.", "sudo certbot renew --dry-run")]
    [InlineData(RiskLevel.Medium, "/ is 88 % full.", "sudo du -xh --max-depth=2 / | sort -h | tail")]
    [InlineData(RiskLevel.Medium, "Its clock is not kept right.", "sudo timedatectl set-ntp true")]
    [InlineData(RiskLevel.Low, "PostgreSQL 11/main has no checksums: a page that a disk spoils is not noticed.", "sudo -u postgres /usr/lib/postgresql/11/bin/pg_checksums --enable -D /var/lib/postgresql/11/main")]
    [InlineData(RiskLevel.Medium, "old.service has failed.", "systemctl status old.service; journalctl -u old.service")]
    [InlineData(RiskLevel.High, "shop-worker.service runs, and would not start at boot.", "sudo systemctl enable shop-worker.service")]
    public async Task What_is_worse_than_it_could_be_comes_with_the_command_that_mends_it(RiskLevel level, string what, string command)
    {
        var seen = await ShopServer.LookAsync(ShopServer.Answers(TimeSpan.FromDays(10)));

        var report = HardeningReport.Of(Look(), seen, new() { Waiting = 5, Security = 2, KnownDaysAgo = 40 });

        Assert.Contains(new Improvement(level, report.Improvements.FirstOrDefault(found => found.What == what)?.Area ?? "missing", what, command, "server"), report.Improvements);
        Assert.Equal(report.Improvements.Select(found => found.Level).Order(), report.Improvements.Select(found => found.Level));
    }

    [Fact]
    public async Task What_could_not_be_seen_is_not_called_right()
    {
        var seen = await ShopServer.LookAsync(new() { ["system"] = ShopServer.Answers()["system"] });

        var report = HardeningReport.Of(Look(), seen, new());

        Assert.Contains(report.NotLookedAt, line => line.StartsWith("web sites and certificates: the script that looks at it ended early", StringComparison.Ordinal));
        Assert.Contains("updates: it has no apt, or apt did not say", report.NotLookedAt);
        Assert.DoesNotContain(report.Fine, area => area is "certificate" or "patches" or "services" or "access" or "database");
    }

    [Fact]
    public async Task From_outside_images_volumes_and_open_doors_are_looked_at()
    {
        await using var stage = await Stage.SetAsync();
        var group = (await stage.Cloud.SendAsync(new DescribeInstancesRequest { InstanceIds = [stage.Server.InstanceId] })).Reservations[0].Instances[0].SecurityGroups[0].GroupId;
        await stage.Cloud.SendAsync(new AuthorizeSecurityGroupIngressRequest
        {
            GroupId = group,
            IpPermissions = [Open(22), Open(443), new() { IpProtocol = "icmp", FromPort = -1, ToPort = -1, IpRanges = [new() { CidrIp = "0.0.0.0/0" }] }],
        });

        var before = await LookAsync(stage);
        var image = await stage.StartAsync(await stage.PrepareImageAsync());
        Assert.Equal(RunStatus.Succeeded, image.Status);
        var after = await LookAsync(stage);

        Assert.Contains(before.Improvements, found => found is { Level: RiskLevel.High, Area: "backup", Command: "baton image payroll" });
        Assert.Equal(
            $"aws ec2 revoke-security-group-ingress --group-id {group} --ip-permissions 'IpProtocol=tcp,FromPort=22,ToPort=22,IpRanges=[{{CidrIp=0.0.0.0/0}}]'",
            Assert.Single(before.Improvements, found => found.Area == "network").Command);
        Assert.DoesNotContain(before.Improvements, found => found.What.StartsWith("Nothing keeps it from being terminated", StringComparison.Ordinal));
        var imageId = stage.Journal.Results(image.RunId).First(result => result.Name == "imageId").Value;
        Assert.Contains(after.Improvements, found => found.What == $"Its newest image {imageId} has never been proved to work." && found.Command == $"baton verify {imageId}");
        Assert.DoesNotContain(after.Improvements, found => found.What == "There is no image of it.");
        Assert.Contains(after.Improvements, found => found.What == "1 security update waits.");
    }

    private static IpPermission Open(int port) => new() { IpProtocol = "tcp", FromPort = port, ToPort = port, IpRanges = [new() { CidrIp = "0.0.0.0/0" }] };

    private static Task<HardeningReport> LookAsync(Stage stage) =>
        new HardeningOperations(stage.Services).LookAsync(Stage.Payroll with { Instance = stage.Server.InstanceId }, new Progress<string>(), TestContext.Current.CancellationToken);

    private static InstanceLook Look() => new()
    {
        Server = "shop",
        At = ShopServer.Now,
        Instance = new()
        {
            InstanceId = "i-0123456789abcdef0",
            InstanceType = "t3.medium",
            Architecture = "x86_64",
            SubnetId = "subnet-1",
            VpcId = "vpc-1",
            AvailabilityZone = "eu-central-1a",
            PrivateAddress = "10.0.0.7",
            RootDevice = "/dev/xvda",
        },
    };
}

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Baton.Configuration;
using Baton.EndToEnd.Tests.Machines;
using Baton.EndToEnd.Tests.Network;
using Baton.EndToEnd.Tests.Program;

namespace Baton.EndToEnd.Tests.Assessing;

/// <summary>'baton assess' as a user types it, on real virtual machines with a real sshd.</summary>
public sealed class AssessTests
{
    private const string Address = "127.42.9.11";

    [Fact]
    public async Task A_bare_server_is_told_as_bare()
    {
        await using var room = await OpenAsync((await MachineRoom.StockImageAsync()).RawDisk, 512);
        using var baton = new BatonProcess();

        var (report, configuration, _) = await AssessAsync(room, baton, "admin");

        var seen = report.GetProperty("seen");
        Assert.Equal("Debian GNU/Linux 12 (bookworm)", seen.GetProperty("machine").GetProperty("operatingSystem").GetString());
        Assert.True(seen.GetProperty("machine").GetProperty("seenAsRoot").GetBoolean());
        Assert.InRange(seen.GetProperty("machine").GetProperty("memoryKiB").GetInt64(), 400_000, 524_288);
        Assert.Empty(seen.GetProperty("sites").EnumerateArray());
        Assert.Empty(seen.GetProperty("clusters").EnumerateArray());
        Assert.Empty(seen.GetProperty("stores").EnumerateArray());
        Assert.StartsWith("Nothing that Baton knows as an application", Answers(report, 0)[0], StringComparison.Ordinal);
        Assert.Equal(["None was found."], Answers(report, 2));
        Assert.StartsWith("No. ", Answers(report, 5)[0], StringComparison.Ordinal);
        Assert.Equal("t3.micro", report.GetProperty("size").GetProperty("instanceType").GetString());
        Assert.Empty(BatonFile.Parse(configuration, "baton.yaml").Servers.Single().Services);
        Assert.Contains(Texts(seen, "ports", port => $"{port.GetProperty("program").GetString()} {port.GetProperty("port").GetInt32()}"), port => port == "sshd 22");
        Assert.Contains(Texts(seen, "users", user => $"{user.GetProperty("name").GetString()} {user.GetProperty("keys").GetArrayLength()}"), user => user == "admin 1");
        Assert.DoesNotContain(Texts(seen, "unseen", unseen => unseen.GetProperty("why").GetString()!), why => why.Contains("ended early", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_with_Apache_PHP_and_two_databases_is_told_right_and_keeps_its_secrets()
    {
        await using var room = await OpenAsync(await LooksServer.DiskAsync(), 1024);
        File.WriteAllText(Path.Combine(room.Machines.DirectoryPath, "setup"), LooksServer.SetUp);
        NetworkRoom.Run("scp", [.. room.SshOptions, "-P", Port(room), Path.Combine(room.Machines.DirectoryPath, "setup"), $"admin@{Address}:setup"]);
        room.Ssh(Address, "sudo bash setup && rm setup");
        using var baton = new BatonProcess();

        var (report, configuration, files) = await AssessAsync(room, baton, "admin");

        Assert.DoesNotContain(LooksServer.Secret, report.GetRawText() + configuration + files, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE KEY", report.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("SCRAM-SHA", report.GetRawText(), StringComparison.Ordinal);
        SitesAreRight(report);
        DatabasesAreRight(report);
        TheRestIsRight(report);
        var server = BatonFile.Parse(configuration, "baton.yaml").Servers.Single();
        Assert.Equal("15/main", server.Postgres!.Cluster);
        Assert.Equal(["blog", "shop"], server.Postgres.Databases.Order());
        Assert.Equal(["/var/www/shop/public"], server.Folders.Select(folder => folder[.."/var/www/shop/public".Length]).Distinct());
        Assert.Contains("cron.service", server.Fenced);
        Assert.Equal(["apache2.service"], server.Services.Select(service => service.Unit));

        // A user who may not become root sees less, and is told so.
        var (lesser, _, _) = await AssessAsync(room, baton, "clerk");
        Assert.False(lesser.GetProperty("seen").GetProperty("machine").GetProperty("seenAsRoot").GetBoolean());
        Assert.NotEmpty(lesser.GetProperty("seen").GetProperty("unseen").EnumerateArray());
        Assert.Contains(Risks(lesser), risk => risk.StartsWith("It was looked at without root", StringComparison.Ordinal));
        Assert.DoesNotContain(LooksServer.Secret, lesser.GetRawText(), StringComparison.Ordinal);
    }

    private static void SitesAreRight(JsonElement report)
    {
        var seen = report.GetProperty("seen");
        var site = seen.GetProperty("sites").EnumerateArray().Single(site => Texts(site, "names").Contains("shop.example.org"));
        Assert.Equal(["*:443"], Texts(site, "listens"));
        Assert.Equal(["/var/www/shop/public"], Texts(site, "roots"));
        Assert.Equal(["http://10.1.2.3:8080"], Texts(site, "targets"));
        Assert.True(site.GetProperty("asksForPassword").GetBoolean());
        var certificate = seen.GetProperty("certificates").EnumerateArray().Single(certificate => certificate.GetProperty("path").GetString() == "/etc/ssl/shop.pem");
        Assert.Equal(["shop.example.org", "www.shop.example.org"], Texts(certificate, "names"));
        Assert.InRange((certificate.GetProperty("expires").GetDateTimeOffset() - DateTimeOffset.UtcNow).TotalDays, 18, 21);
        Assert.Contains(Texts(seen, "runtimes", runtime => $"{runtime.GetProperty("name").GetString()} {runtime.GetProperty("version").GetString()}"), runtime => runtime.StartsWith("php 8.2", StringComparison.Ordinal));
        Assert.Contains(Texts(seen, "settingsFiles", file => file.GetProperty("path").GetString()!), path => path == "/var/www/shop/public/.env");
        var systems = Texts(seen, "namedSystems", system => system.GetProperty("host").GetString()!);
        Assert.Contains("https://api.stripe.example", systems);
        Assert.Contains("postgres://db2.example.com:5432", systems);
        Assert.Contains(Risks(report), risk => risk.StartsWith("The certificate of shop.example.org expires on", StringComparison.Ordinal));
        Assert.Contains("apache", Answers(report, 0)[0], StringComparison.Ordinal);
        Assert.Equal(10, report.GetProperty("usage").GetProperty("requests").GetInt64() / 25);
    }

    private static void DatabasesAreRight(JsonElement report)
    {
        var cluster = Assert.Single(report.GetProperty("seen").GetProperty("clusters").EnumerateArray());
        Assert.Equal("15/main", cluster.GetProperty("name").GetString());
        Assert.StartsWith("15.", cluster.GetProperty("version").GetString(), StringComparison.Ordinal);
        var databases = cluster.GetProperty("databases").EnumerateArray().ToDictionary(database => database.GetProperty("name").GetString()!);
        Assert.Equal(["blog", "postgres", "shop"], databases.Keys.Order());
        Assert.Equal("LATIN1", databases["blog"].GetProperty("encoding").GetString());
        Assert.Equal("C", databases["blog"].GetProperty("collate").GetString());
        Assert.Equal(1, databases["shop"].GetProperty("largeObjects").GetInt64());
        Assert.Equal(["public.hits"], Texts(databases["shop"], "withoutIdentity"));
        Assert.StartsWith("pg_trgm ", Assert.Single(Texts(databases["shop"], "extensions")), StringComparison.Ordinal);
        Assert.Contains(Texts(cluster, "roles", role => $"{role.GetProperty("name").GetString()} {role.GetProperty("password").GetString()}"), role => role == "shop scram");
        Assert.Contains(Risks(report), risk => risk.StartsWith("Nobody reads from the slot forgotten", StringComparison.Ordinal));
        Assert.Equal("replica", cluster.GetProperty("settings").GetProperty("wal_level").GetString());
    }

    private static void TheRestIsRight(JsonElement report)
    {
        var seen = report.GetProperty("seen");
        Assert.InRange(seen.GetProperty("machine").GetProperty("history").GetProperty("samples").GetInt32(), 1, 3);
        Assert.Contains("… /usr/bin/php /var/www/shop/cron.php … https://hooks.example.com/…", Texts(seen, "cronJobs", job => job.GetProperty("command").GetString()!));
        Assert.Contains(Answers(report, 2), answer => answer.StartsWith("/var/www/shop/public", StringComparison.Ordinal) && answer.Contains(" files, ", StringComparison.Ordinal));
        Assert.Contains(Texts(seen, "users", user => $"{user.GetProperty("name").GetString()} {user.GetProperty("password").GetString()} {user.GetProperty("keys").GetArrayLength()}"), user => user == "clerk set 1");
        Assert.Contains("shop.sql.gz in /var/backups", Answers(report, 5)[0], StringComparison.Ordinal);
        Assert.Contains(Risks(report), risk => risk.StartsWith("The last backup that left a trace is of", StringComparison.Ordinal));
        Assert.DoesNotContain(Texts(seen, "unseen", unseen => unseen.GetProperty("why").GetString()!), why => why.Contains("ended early", StringComparison.Ordinal));
    }

    private static async Task<NetworkRoom> OpenAsync(string disk, int memoryMiB)
    {
        var room = await NetworkRoom.OpenAsync();
        try
        {
            room.Metadata.More["/latest/meta-data/network/interfaces/macs/06:00:00:00:00:01/vpc-ipv4-cidr-block"] = "172.31.0.0/16";
            room.Switch.SetPublicAddress(IPAddress.Parse(Address), "eni-1");
            await room.StartAsync(1, disk, memoryMiB);
            await NetworkRoom.WaitForSshAsync(Address, room.SshPort);
            room.Ssh(Address, "sudo systemctl is-system-running --wait || true");
            return room;
        }
        catch
        {
            await room.DisposeAsync();
            throw;
        }
    }

    /// <summary>The report, the proposed configuration, and what was written for people.</summary>
    private static async Task<(JsonElement Report, string Configuration, string Files)> AssessAsync(NetworkRoom room, BatonProcess baton, string user)
    {
        // As a person does who has connected once: ssh knows the key.
        var known = Path.Combine(baton.Home, "state", "ssh", "known_hosts");
        Directory.CreateDirectory(Path.GetDirectoryName(known)!);
        await File.WriteAllTextAsync(known, NetworkRoom.Run("ssh-keyscan", "-T", "20", "-p", Port(room), Address) + "\n");
        var watch = Stopwatch.StartNew();
        var (status, answer, talk) = await baton.RunAsync(
            "assess", $"{user}@{Address}", "--port", Port(room), "--identity", room.KeyFile, "--json", "--html", "report.html", "--markdown", "report.md");
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(CultureInfo.InvariantCulture, $"assessed as {user} in {watch.Elapsed.TotalSeconds:F1} s"));
        Assert.True(status == 0, talk);
        using var document = JsonDocument.Parse(answer);
        var html = await File.ReadAllTextAsync(Path.Combine(baton.Home, "report.html"));
        var markdown = await File.ReadAllTextAsync(Path.Combine(baton.Home, "report.md"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(baton.Home, "report.html")));
        return (document.RootElement.GetProperty("report").Clone(), document.RootElement.GetProperty("configuration").GetString()!, html + markdown + talk);
    }

    private static string Port(NetworkRoom room) => room.SshPort.ToString(CultureInfo.InvariantCulture);

    private static List<string> Answers(JsonElement report, int question) => Texts(report.GetProperty("questions")[question], "answers");

    private static List<string> Risks(JsonElement report) => Texts(report, "risks", risk => risk.GetProperty("what").GetString()!);

    private static List<string> Texts(JsonElement element, string name, Func<JsonElement, string>? read = null) =>
        [.. element.GetProperty(name).EnumerateArray().Select(read ?? (item => item.GetString()!))];
}

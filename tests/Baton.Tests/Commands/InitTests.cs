using Baton.Configuration;
using Baton.Hosts.Discovery;
using Baton.Starting;

namespace Baton.Tests.Commands;

public sealed class InitTests
{
    private static readonly FoundServer s_whole = new()
    {
        Name = "payroll",
        InstanceId = "i-0123456789abcdef0",
        User = "admin",
        Region = "us-east-1",
        Endpoint = "http://127.0.0.1:4570",
        LookedInside = true,
        PostgresCluster = "15/main",
        Databases = ["payroll"],
        Fenced = ["cron.service"],
        Listeners =
        [
            new("ssh.service", "0.0.0.0", 22), new("nginx.service", "0.0.0.0", 80), new("nginx.service", "[::]", 80), new("smallpayroll.service", "127.0.0.1", 5080),
            new("postgresql@15-main.service", "127.0.0.1", 5432),
        ],
    };

    [Fact]
    public void What_was_found_is_written_with_comments_that_explain_the_rest()
    {
        var text = BatonFileText.Write(s_whole);

        Approved.Text(text, "init.yaml");
        var server = BatonFile.Parse(text, "baton.yaml").Servers.Single();
        Assert.Equal(["smallpayroll.service"], server.Services.Select(service => service.Unit));
        Assert.Equal([5080], server.Gate.Ports);
        Assert.Equal("nginx.service", server.Gate.Proxy);
        Assert.Equal(["cron.service"], server.Fenced);
        Assert.Equal("15/main", server.Postgres!.Cluster);
        Assert.Equal(2, server.Checks.Count);
    }

    [Fact]
    public void A_server_that_does_not_let_us_in_gets_a_file_that_is_valid_all_the_same()
    {
        var server = BatonFile.Parse(BatonFileText.Write(new() { Name = "web", InstanceId = "i-1", User = "ubuntu" }), "baton.yaml").Servers.Single();

        Assert.Equal(("web", "i-1", "ubuntu"), (server.Name, server.Instance, server.Ssh.User));
        Assert.Empty(server.Services);
    }

    [Fact]
    public void Everything_that_is_only_suggested_becomes_valid_by_taking_the_comment_sign_away()
    {
        var lines = BatonFileText.Write(new() { Name = "web", InstanceId = "i-1", User = "ubuntu" }).Split('\n').Skip(1)
            .Where(line => !line.TrimStart().StartsWith("# ", StringComparison.Ordinal) || IsSetting(line));

        var server = BatonFile.Parse(string.Join('\n', lines.Select(line => IsSetting(line) ? line.Remove(line.IndexOf("# ", StringComparison.Ordinal), 2) : line)), "baton.yaml").Servers.Single();

        Assert.Equal("app.service", server.Services.Single().Unit);
        Assert.Single(server.Checks);
        Assert.NotEmpty(server.Folders);
    }

    /// <summary>"# key: value", or a line of a list; a sentence has its colon, if any, after more than one word.</summary>
    private static bool IsSetting(string line)
    {
        var text = line.TrimStart();
        return text.StartsWith("# ", StringComparison.Ordinal)
            && (text[2..].TrimStart().StartsWith("- ", StringComparison.Ordinal) || text[2..].TrimStart().Split(' ')[0].EndsWith(':'));
    }
}

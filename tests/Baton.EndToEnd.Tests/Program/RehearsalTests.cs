using System.Text.Json;

namespace Baton.EndToEnd.Tests.Program;

/// <summary>The whole story on real machines, with the built program, which is killed where it matters most.</summary>
public sealed class RehearsalTests : IDisposable
{
    // The first one on a computer makes the stock image and the payroll server's.
    private readonly BatonProcess _baton = new() { Patience = TimeSpan.FromMinutes(30) };

    public void Dispose() => _baton.Dispose();

    [Fact]
    public async Task Killed_during_the_image_the_catch_up_and_the_switch_and_resumed_it_loses_nothing()
    {
        var (status, document) = await RehearseAsync("resize", "--kill", "image:snapshot-volumes", "--kill", "catch-up", "--kill", "promote-new");

        Assert.Equal("succeeded", document.GetProperty("outcome").GetString());
        Assert.Equal(0, status);
        AssertNothingLost(document);
        Assert.Equal(["snapshot-volumes resume", "catch-up resume", "promote-new resume"], Kills(document));
        Assert.NotEqual(Server(document, "before"), Server(document, "after"));
        Assert.InRange(document.GetProperty("after").GetProperty("memoryMiB").GetInt32(), 3800, 4096);
        Assert.Equal(document.GetProperty("before").GetProperty("address").GetString(), document.GetProperty("after").GetProperty("address").GetString());
        Assert.Equal("application", document.GetProperty("image").GetProperty("consistency").GetString());
        Assert.StartsWith("ami-", document.GetProperty("image").GetProperty("imageId").GetString(), StringComparison.Ordinal);
        Assert.True(document.GetProperty("image").GetProperty("writePauseMs").GetDouble() > 0);
        Assert.Equal("passed", document.GetProperty("verify").GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task Killed_in_the_switch_and_rolled_back_and_done_again_and_rolled_back_it_is_as_before_and_keeps_later_writes()
    {
        var (status, document) = await RehearseAsync("resize", "--without-image", "--kill", "start-new-services", "--after-kill", "rollback", "--then", "rollback");

        Assert.Equal("succeeded", document.GetProperty("outcome").GetString());
        Assert.Equal(0, status);
        AssertNothingLost(document);
        Assert.Equal(["start-new-services rollback"], Kills(document));
        Assert.Equal("succeeded", document.GetProperty("resize").GetProperty("outcome").GetString());
        Assert.Equal(Server(document, "before"), Server(document, "after"));
    }

    [Fact]
    public async Task Migrated_by_name_killed_at_its_cut_over_resumed_and_backed_out_it_loses_nothing()
    {
        var (status, document) = await RehearseAsync("migrate", "--then", "backout", "--without-baseline", "--kill", "migrate-cutover:promote-new");

        Assert.Equal("succeeded", document.GetProperty("outcome").GetString());
        Assert.Equal(0, status);
        AssertNothingLost(document);
        Assert.Equal(["promote-new resume"], Kills(document));
        Assert.Equal(Server(document, "before"), Server(document, "after"));
        var stages = document.GetProperty("stages").EnumerateArray().Select(static stage => stage.GetProperty("name").GetString()).ToList();
        foreach (var stage in (string[])["assess", "prepare", "sync", "test", "announce", "dns lower", "cutover", "backout", "backout of all"])
        {
            Assert.Contains(stage, stages);
        }

        Assert.True(document.GetProperty("writePauseMs").GetDouble() > 0);
        Assert.Equal(("passed", 3), (document.GetProperty("test").GetProperty("verdict").GetString(), document.GetProperty("test").GetProperty("answersCompared").GetInt32()));
        var dns = document.GetProperty("dns");
        Assert.Equal((30, 5), (dns.GetProperty("ttlBefore").GetDouble(), dns.GetProperty("ttlDuring").GetDouble()));
        Assert.InRange(dns.GetProperty("waitedSeconds").GetDouble(), 29, 60);
        Assert.InRange(dns.GetProperty("convergedSeconds").GetDouble(), 0, 60);

        // The name server gave the old address, then the new one, then the old one again with the time to live that it had.
        var said = dns.GetProperty("changes").EnumerateArray().Where(static change => change.GetProperty("who").GetString() == "name server").ToList();
        Assert.Contains(said, change => change.GetProperty("address").GetString() == dns.GetProperty("newAddress").GetString());
        Assert.Equal(dns.GetProperty("oldAddress").GetString(), said[^1].GetProperty("address").GetString());
        Assert.Equal(30, said[^1].GetProperty("timeToLive").GetInt32());
        Assert.True(document.GetProperty("witness").GetProperty("staleAddress").GetProperty("requests").GetInt32() > 100);
    }

    private async Task<(int Status, JsonElement Document)> RehearseAsync(string story, params string[] arguments)
    {
        var (status, answer, talk) = await _baton.RunAsync(["rehearse", story, "--json", .. arguments]);
        Assert.True(answer.Length > 0, talk);
        using var document = JsonDocument.Parse(answer);
        var problems = document.RootElement.GetProperty("problems").EnumerateArray().Select(static problem => problem.GetString()).ToArray();
        Assert.True(problems is [], $"{string.Join(Environment.NewLine, problems)}{Environment.NewLine}{talk}");
        return (status, document.RootElement.Clone());
    }

    private static void AssertNothingLost(JsonElement document)
    {
        var witness = document.GetProperty("witness");
        Assert.True(witness.GetProperty("acknowledgedWrites").GetInt32() > 200);
        Assert.True(witness.GetProperty("requests").GetInt32() > witness.GetProperty("acknowledgedWrites").GetInt32());
        Assert.Equal(0, witness.GetProperty("lostAcknowledgedWrites").GetInt32());
        Assert.Equal(0, witness.GetProperty("duplicatedWrites").GetInt32());
        Assert.Equal(0, witness.GetProperty("lostUploads").GetInt32());
        Assert.True(witness.GetProperty("longestWriteGapMs").GetDouble() > 0);
        Assert.True(witness.GetProperty("longestReadGapMs").GetDouble() > 0);
        Assert.Empty(document.GetProperty("leftovers").EnumerateArray());

        // Who is held while Baton is dead may run into a patience of its own; nobody else fails.
        Assert.InRange(witness.GetProperty("failedRequests").GetInt32(), 0, witness.GetProperty("requests").GetInt32() / 200);
    }

    private static IEnumerable<string> Kills(JsonElement document) =>
        document.GetProperty("kills").EnumerateArray().Select(static kill => $"{kill.GetProperty("step").GetString()} {kill.GetProperty("then").GetString()}");

    private static string? Server(JsonElement document, string when) => document.GetProperty(when).GetProperty("instanceId").GetString();
}

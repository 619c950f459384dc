using System.Collections.Concurrent;
using Baton.Engine.Problems;
using Baton.Hosts.Checks;
using Baton.Hosts.Disks;
using Baton.Hosts.Gates;
using Baton.Hosts.Guards;
using Baton.Hosts.Later;
using Baton.Hosts.Links;
using Baton.Hosts.Units;

namespace Baton.EndToEnd.Tests.Hosts;

/// <summary>Guard, link, gate and files between two real machines, in the order of a switch.</summary>
[Collection(nameof(Alone))]
public sealed class TakeOverTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_copy_is_held_and_then_takes_over_and_gives_back_without_a_refused_request()
    {
        await using var servers = await TwoServers.OpenAsync();
        var guard = new Guard(servers.Old);
        var setup = new GuardSetup { Services = ["app.service"] };
        var installed = await guard.InstallAsync(setup, Token);
        Assert.Equal(installed, await guard.InstallAsync(setup, Token));
        Assert.Equal(new GuardState(true, GuardRole.Primary) { RecordedMachine = "i-1", ThisMachine = "i-1" }, installed);

        await servers.CopyAsync();
        await ACopyIsHeldAsync(servers);

        var link = new Link(servers.New, servers.Old);
        var linkSetup = new LinkSetup { RunId = "resize-1", OldAddress = TwoServers.PrivateAddress(1), OldUser = "admin", GatePorts = [TwoServers.Port], Folders = ["/srv/files"] };
        await link.OpenAsync(linkSetup, Token);
        await link.OpenAsync(linkSetup, Token);
        Assert.Equal(new LinkState(true, true), await link.ReadAsync(Token));
        await FilesFollowAsync(servers);

        await RequestsGoAcrossAndBackAsync(servers);
        await APageIsShownAndTheGateOutlivesARebootAsync(servers);

        await guard.RemoveAsync(Token);
        await BothMachinesTidyUpByThemselvesAsync(servers);
        Assert.Equal("", await TwoServers.RunAsync(servers.Old, "{ find / -xdev -name '*baton*' -not -path '/proc/*'; grep -l baton /home/admin/.ssh/authorized_keys; nft list tables; } 2>/dev/null; true"));
        Assert.Equal("i-1", await TwoServers.RunAsync(servers.Old, "curl -sf http://127.0.0.1:8080/"));
    }

    private static async Task ACopyIsHeldAsync(TwoServers servers)
    {
        Assert.Equal(GuardRole.Held, (await new Guard(servers.New).ReadAsync(Token)).Role);
        Assert.Equal("inactive", Assert.Single(await new Services(servers.New).ReadAsync(["app.service"], Token)).Active);
        var refused = await Assert.ThrowsAsync<BatonException>(() => new Services(servers.New).StartAsync(["app.service"], Patience, Token));
        Assert.Equal("BTN0325", refused.Problems[0].Code);
    }

    private static async Task FilesFollowAsync(TwoServers servers)
    {
        var files = new Files(servers.New);
        await TwoServers.RunAsync(servers.Old, "echo two >/srv/files/two; rm /srv/files/one");
        var copied = await files.PullAsync(["/srv/files"], Patience, Token);
        Assert.Equal((1, 4), (copied.Files, copied.Bytes));
        var there = await new Files(servers.Old).ReadManifestsAsync(["/srv/files"], Patience, Token);
        Assert.Equal(there, await files.ReadManifestsAsync(["/srv/files"], Patience, Token));

        await TwoServers.RunAsync(servers.New, "echo three >/srv/files/three");
        await files.PushAsync(["/srv/files"], Patience, Token);
        Assert.Equal("three", await TwoServers.RunAsync(servers.Old, "cat /srv/files/three"));

        // The link's key opens what was named and nothing else.
        Assert.Equal("1", await TwoServers.RunAsync(servers.New, "ssh -F /etc/baton/link/config old cat /etc/shadow >/dev/null 2>&1; echo $?"));
        Assert.Equal("12", await TwoServers.RunAsync(servers.New, "rsync -a -e 'ssh -F /etc/baton/link/config' old:/etc/ /tmp/stolen/ >/dev/null 2>&1; echo $?"));
    }

    private static async Task RequestsGoAcrossAndBackAsync(TwoServers servers)
    {
        var (oldGate, newGate) = (new Gate(servers.Old), new Gate(servers.New));
        var gateSetup = new GateSetup { Ports = [TwoServers.Port] };
        await oldGate.InstallAsync(gateSetup, Token);
        Assert.Equal(new(GateMode.Local, 0), await oldGate.InstallAsync(gateSetup, Token));
        await newGate.InstallAsync(gateSetup, Token);

        var answers = new ConcurrentQueue<string>();
        using var stop = new CancellationTokenSource();
        var users = Enumerable.Range(0, 3).Select(_ => AskAsync(answers, stop.Token)).ToArray();
        await UntilAsync(() => answers.Contains("i-1"));

        await oldGate.CloseAsync(reloadProxy: false, page: false, Token);
        await new Services(servers.Old).StopAsync(["app.service"], Patience, Token);
        await UntilAsync(async () => await oldGate.ReadAsync(Token) is { Mode: GateMode.Closed, Waiting: 3 });
        await new Guard(servers.New).ReleaseAsync(GuardRole.Primary, Token);
        await new Services(servers.New).StartAsync(["app.service"], Patience, Token);
        Assert.True((await new HostChecks(servers.New, TimeProvider.System).RunAsync([new HttpCheck("http://127.0.0.1:8080/") { Name = "answers", Expect = "i-2", Patience = Patience }], Token))[0].Passed);
        Assert.Equal(GateMode.Other, (await oldGate.OpenAsync(GateTarget.Other, shed: false, Token)).Mode);
        await UntilAsync(() => answers.Contains("i-2"));

        await oldGate.CloseAsync(reloadProxy: false, page: false, Token);
        await new Services(servers.New).StopAsync(["app.service"], Patience, Token);
        await new Services(servers.Old).StartAsync(["app.service"], Patience, Token);
        answers.Clear();
        Assert.True((await new HostChecks(servers.Old, TimeProvider.System).RunAsync([new CommandCheck("ss -Hltn '( sport = :8080 )'") { Name = "listens", Expect = "8080", Patience = Patience }], Token))[0].Passed);
        await oldGate.OpenAsync(GateTarget.Local, shed: false, Token);

        // At once: requests that waited are being answered through it.
        await oldGate.RemoveAsync(Patience, Token);
        await UntilAsync(() => answers.Contains("i-1"));

        await stop.CancelAsync();
        await Task.WhenAll(users);
        Assert.Equal([], answers.Where(answer => !answer.StartsWith("i-", StringComparison.Ordinal)));
    }

    private static async Task APageIsShownAndTheGateOutlivesARebootAsync(TwoServers servers)
    {
        var gate = new Gate(servers.Old);
        var setup = new GateSetup { Ports = [TwoServers.Port], Page = new("<!doctype html><p>It's being moved; \"ask\" again", TimeSpan.FromSeconds(60)) };
        Assert.Equal(GateMode.Local, (await gate.InstallAsync(setup, Token)).Mode);
        Assert.Equal(GateMode.Local, (await gate.InstallAsync(setup, Token)).Mode);
        Assert.Equal("i-1", await GetAsync());

        Assert.Equal(GateMode.Page, (await gate.CloseAsync(reloadProxy: false, page: true, Token)).Mode);
        using (var client = new HttpClient())
        using (var page = await client.PostAsync($"http://{TwoServers.Address(1)}:{TwoServers.Port}/", new ByteArrayContent(new byte[3_000_000]), Token))
        {
            Assert.Equal(503, (int)page.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(60), page.Headers.RetryAfter?.Delta);
            Assert.Equal(setup.Page.Html, (await page.Content.ReadAsStringAsync(Token)).TrimEnd('\n'));
        }

        Assert.Equal(GateMode.Local, (await gate.OpenAsync(GateTarget.Local, shed: false, Token)).Mode);
        Assert.Equal("i-1", await GetAsync());
        await gate.CloseAsync(reloadProxy: false, page: true, Token);
        await new Services(servers.Old).StopAsync(["app.service"], Patience, Token);
        await new Services(servers.New).StartAsync(["app.service"], Patience, Token);
        await gate.OpenAsync(GateTarget.Other, shed: false, Token);
        await UntilAsync(async () => await GetAsync() == "i-2");

        await new Guard(servers.Old).ReleaseAsync(GuardRole.Standby, Token);
        await servers.RebootOldAsync();
        var answer = "";
        for (var tries = 0; answer != "i-2" && tries < 60; tries++)
        {
            answer = await GetAsync();
            await Task.Delay(1000, Token);
        }

        Assert.True(answer == "i-2", $"{answer} {await TwoServers.RunAsync(servers.Old, "{ journalctl -b -u baton-gate.service; ss -Hltn; nft list ruleset; } 2>&1 | tail -c 400 | tr '\\n' '|'")}");
        Assert.Equal(GateMode.Other, (await gate.ReadAsync(Token)).Mode);

        await new Guard(servers.Old).ReleaseAsync(GuardRole.Primary, Token);
        await new Services(servers.Old).StartAsync(["app.service"], Patience, Token);
        await gate.OpenAsync(GateTarget.Local, shed: false, Token);
        await UntilAsync(async () => await GetAsync() == "i-1");
    }

    /// <summary>As after a finish that leaves the old server forwarding for some days.</summary>
    private static async Task BothMachinesTidyUpByThemselvesAsync(TwoServers servers)
    {
        var at = DateTimeOffset.UtcNow + TimeSpan.FromSeconds(15);
        for (var time = 0; time < 2; time++)
        {
            await new Appointment(servers.Old, "forward-end").MakeAsync(at, "ends the forwarding", [Gate.Removal(TimeSpan.FromSeconds(20)), Link.RemovalFromOld], Token);
            await new Appointment(servers.New, "link-end").MakeAsync(at, "ends the link", [Link.RemovalFromNew], Token);
        }

        await UntilAsync(async () => (await new Gate(servers.Old).ReadAsync(Token)).Mode == GateMode.None && !(await new Link(servers.New, servers.Old).ReadAsync(Token)).Installed);
        await UntilAsync(async () => await TwoServers.RunAsync(servers.Old, "systemctl list-units --all --no-legend 'baton*' | wc -l") == "0");
    }

    private static async Task<string> GetAsync()
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        try
        {
            return await client.GetStringAsync($"http://{TwoServers.Address(1)}:{TwoServers.Port}/", Token);
        }
        catch (Exception exception) when (exception is HttpRequestException || (exception is OperationCanceledException && !Token.IsCancellationRequested))
        {
            return exception.Message;
        }
    }

    /// <summary>A user with a connection per request, from outside.</summary>
    private static async Task AskAsync(ConcurrentQueue<string> answers, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            using var client = new HttpClient { Timeout = TimeSpan.FromMinutes(3) };
            try
            {
                answers.Enqueue(await client.GetStringAsync($"http://{TwoServers.Address(1)}:{TwoServers.Port}/", Token));
            }
            catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
            {
                answers.Enqueue(exception.Message);
            }

            await Task.Delay(20, Token);
        }
    }

    private static Task UntilAsync(Func<bool> condition) => UntilAsync(() => Task.FromResult(condition()));

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!await condition())
        {
            await Task.Delay(50, limit.Token);
        }
    }
}

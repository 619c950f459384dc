using System.Globalization;
using Baton.Rehearsals.Documents;
using Baton.Rehearsals.Stage;
using Baton.Rehearsals.Witnessing;

namespace Baton.Rehearsals.Baseline;

/// <summary>
/// What a careful person does without Baton: a maintenance page, a dump, copies, and a DNS record whose time to live was lowered before. The new server has all
/// programs installed and configured; nobody keeps a stale address; so every doubt is in favour of this way.
/// </summary>
internal sealed class UsualMove(Backstage backstage, BaselinePlace place, TimeProvider time)
{
    private const string Key = ".ssh/usual-move";
    private const string Peer = "-i " + Key + " -o StrictHostKeyChecking=accept-new -o LogLevel=ERROR";
    private static readonly TimeSpan s_calm = TimeSpan.FromSeconds(4);

    private readonly List<BaselineStep> _steps = [];
    private readonly DateTimeOffset _began = time.GetUtcNow();

    public async Task<BaselineResult> PlayAsync(CancellationToken cancellationToken)
    {
        var source = await backstage.TrustAsync((await backstage.AtAddressAsync(place.Serving, cancellationToken)).InstanceId!, place.Serving, cancellationToken);
        var (instance, allocation, target) = await LaunchAsync(cancellationToken);
        try
        {
            var inside = (await backstage.DescribeAsync(instance, cancellationToken)).PrivateIpAddress!;
            await EmptyAsync(target, cancellationToken);
            await AdmitAsync(source, target, cancellationToken);
            await backstage.PointAsync(place.ZoneId, place.Name, place.Serving, place.TimeToLive, cancellationToken);
            await Task.Delay(TimeSpan.FromSeconds(place.OldTimeToLive), time, cancellationToken);
            return await MoveAsync(source, target, inside, cancellationToken);
        }
        finally
        {
            // Whatever happened, and also on Ctrl+C: all as it was found, for who looks around afterwards.
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2), time);
            await PutBackAsync(source, instance, allocation, patience.Token);
        }
    }

    private async Task<(string InstanceId, string Allocation, Guest Guest)> LaunchAsync(CancellationToken cancellationToken)
    {
        var image = await backstage.OwnImageAsync(PreparedCloud.ImageName, cancellationToken);
        var instance = (await backstage.LaunchAsync(image!, "t3.micro", place.GroupId, null, cancellationToken)).InstanceId!;
        var (allocation, address) = await backstage.AllocateAddressAsync(cancellationToken);
        await backstage.AwaitStateAsync(instance, "running", cancellationToken);
        await backstage.AssociateAsync(allocation, instance, cancellationToken);
        await backstage.AwaitServingAsync(new Uri($"http://{address}"), cancellationToken);
        return (instance, allocation, await backstage.TrustAsync(instance, address, cancellationToken));
    }

    /// <summary>The new server has the programs and none of the data.</summary>
    private static async Task EmptyAsync(Guest target, CancellationToken cancellationToken) => await target.RunAsync(
        """
        set -e
        sudo systemctl stop smallpayroll
        sudo rm -rf /srv/payroll/documents && sudo install -d -o payroll -g payroll -m 0750 /srv/payroll/documents
        cd / && sudo -u postgres dropdb payroll && sudo -u postgres createdb -O payroll payroll
        """,
        null, null, cancellationToken);

    private static async Task AdmitAsync(Guest source, Guest target, CancellationToken cancellationToken)
    {
        var key = await source.RunAsync($"rm -f {Key} {Key}.pub; ssh-keygen -q -t ed25519 -N '' -f {Key} && cat {Key}.pub", null, null, cancellationToken);
        await target.RunAsync($"echo '{key.Trim()}' >>.ssh/authorized_keys", null, null, cancellationToken);
    }

    private async Task<BaselineResult> MoveAsync(Guest source, Guest target, string inside, CancellationToken cancellationToken)
    {
        await using var witness = Witness.Start(new() { Address = new($"http://{place.Name}"), Name = "usual", Resolve = place.Resolve }, time);
        await Task.Delay(s_calm, time, cancellationToken);
        var before = await target.ReceivedBytesAsync(cancellationToken);
        await StepsAsync(source, target, inside, cancellationToken);
        var bytes = await target.ReceivedBytesAsync(cancellationToken) - before;
        await FoundAsync(witness, target, cancellationToken);
        var total = time.GetUtcNow() - _began;
        await Task.Delay(s_calm, time, cancellationToken);
        var record = await witness.StopAsync();
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new($"http://{target.Address}"), Timeout = TimeSpan.FromMinutes(2) };
        var verdict = await new Verification(http, record).RunAsync(cancellationToken);
        return new()
        {
            OutageMs = Math.Round(record.LongestWriteGap.Length.TotalMilliseconds),
            TotalSeconds = Math.Round(total.TotalSeconds, 1),
            BytesMoved = bytes,
            Requests = verdict.Requests,
            FailedRequests = verdict.FailedRequests,
            AcknowledgedWrites = verdict.AcknowledgedWrites,
            LostAcknowledgedWrites = verdict.LostAcknowledgedWrites,
            Steps = _steps,
        };
    }

    private async Task StepsAsync(Guest source, Guest target, string inside, CancellationToken cancellationToken)
    {
        // Without kept connections: who keeps one would look at the page for ever.
        await StepAsync("maintenance page", grows: false, () => source.RunAsync(
            """
            set -e
            sudo sed -i.usual 's|^    location / {|    location / { keepalive_timeout 0; return 503;|' /etc/nginx/sites-available/smallpayroll
            sudo nginx -s reload
            sudo systemctl stop smallpayroll
            """,
            null, null, cancellationToken));
        await StepAsync("pg_dump | gzip", grows: true, () => source.RunAsync("cd / && sudo -u postgres pg_dump payroll | gzip >/tmp/payroll.sql.gz", null, null, cancellationToken));
        await StepAsync("copy", grows: true, () => source.RunAsync($"scp -q {Peer} /tmp/payroll.sql.gz admin@{inside}:", null, null, cancellationToken));
        await StepAsync("zcat | psql", grows: true, () => target.RunAsync("zcat payroll.sql.gz | sudo -u postgres sh -c 'cd / && psql -q -v ON_ERROR_STOP=1 payroll' >/dev/null", null, null, cancellationToken));
        await StepAsync("rsync", grows: true, () => source.RunAsync(
            $"sudo rsync -a --delete -e 'ssh {Peer.Replace(Key, $"/home/admin/{Key}", StringComparison.Ordinal)} -o UserKnownHostsFile=/home/admin/.ssh/known_hosts' --rsync-path='sudo rsync' /srv/payroll/documents/ admin@{inside}:/srv/payroll/documents/",
            null, null, cancellationToken));
        await StepAsync("start", grows: false, async () =>
        {
            await target.RunAsync("sudo systemctl start smallpayroll", null, null, cancellationToken);
            await backstage.AwaitServingAsync(new Uri($"http://{target.Address}"), cancellationToken);
        });
        await StepAsync("DNS", grows: false, () => backstage.PointAsync(place.ZoneId, place.Name, target.Address, place.TimeToLive, cancellationToken));
    }

    private async Task StepAsync(string name, bool grows, Func<Task> act)
    {
        var start = time.GetTimestamp();
        await act();
        _steps.Add(new(name, Math.Round(time.GetElapsedTime(start).TotalSeconds, 1), grows));
    }

    /// <summary>Every client has been answered by the new server.</summary>
    private async Task FoundAsync(Witness witness, Guest target, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (!witness.AllServedBy(target.Address) && time.GetElapsedTime(start) < TimeSpan.FromMinutes(2))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(250), time, cancellationToken);
        }
    }

    private async Task PutBackAsync(Guest source, string instance, string allocation, CancellationToken cancellationToken)
    {
        await source.RunAsync(
            $$"""
            [ ! -f /etc/nginx/sites-available/smallpayroll.usual ] || sudo mv /etc/nginx/sites-available/smallpayroll.usual /etc/nginx/sites-available/smallpayroll
            sudo nginx -s reload; sudo systemctl start smallpayroll; rm -f {{Key}} {{Key}}.pub; sudo rm -f /tmp/payroll.sql.gz
            """,
            null, null, cancellationToken);
        await backstage.PointAsync(place.ZoneId, place.Name, place.Serving, place.OldTimeToLive, cancellationToken);
        await backstage.TerminateAsync(instance, cancellationToken);
        await backstage.AwaitStateAsync(instance, "terminated", cancellationToken);
        await backstage.ReleaseAsync(allocation, cancellationToken);
    }
}

using Baton.Rehearsals.Documents;
using Baton.Rehearsals.Stage;
using Baton.Rehearsals.Witnessing;

namespace Baton.Bench;

/// <summary>What a careful person does without Baton: stop the service, make an image (which reboots), launch a bigger server of it, move the address.</summary>
internal sealed class UsualWay(Backstage backstage)
{
    private static readonly TimeSpan s_calm = TimeSpan.FromSeconds(4);

    public async Task<RehearsalDocument> PlayAsync(CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetUtcNow();
        await backstage.CreateKeyAsync(cancellationToken);
        var group = await backstage.CreateGroupAsync(cancellationToken);
        var image = await backstage.OwnImageAsync(PreparedCloud.ImageName, cancellationToken);
        var old = (await backstage.LaunchAsync(image!, "t3.micro", group, null, cancellationToken)).InstanceId!;
        var (allocation, address) = await backstage.AllocateAddressAsync(cancellationToken);
        await backstage.AwaitStateAsync(old, "running", cancellationToken);
        await backstage.AssociateAsync(allocation, old, cancellationToken);
        await backstage.AwaitServingAsync(new Uri($"http://{address}"), cancellationToken);
        var guest = await backstage.TrustAsync(old, address, cancellationToken);

        await using var witness = Witness.Start(new() { Address = new($"http://{address}"), Name = "usual" }, TimeProvider.System);
        await Task.Delay(s_calm, TimeProvider.System, cancellationToken);
        await MoveAsync(guest, old, allocation, group, cancellationToken);
        await backstage.AwaitServingAsync(new Uri($"http://{address}"), cancellationToken);
        await Task.Delay(s_calm, TimeProvider.System, cancellationToken);
        var record = await witness.StopAsync();
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new($"http://{address}"), Timeout = TimeSpan.FromMinutes(2) };
        var verdict = await new Verification(http, record).RunAsync(cancellationToken);
        return new()
        {
            Outcome = verdict.NothingLost ? "succeeded" : "failed",
            Rehearsal = "usual",
            Story = "usual",
            StartedAt = started,
            DurationMs = (TimeProvider.System.GetUtcNow() - started).TotalMilliseconds,
            Witness = verdict,
        };
    }

    private async Task MoveAsync(Guest guest, string old, string allocation, string group, CancellationToken cancellationToken)
    {
        // The reboot of the image starts it again, and then the old server takes writes that the image does not have: that is how this way loses them.
        await guest.RunAsync("sudo systemctl stop smallpayroll", null, null, cancellationToken);
        var image = await backstage.CreateImageAsync(old, "payroll-moved", cancellationToken);
        var bigger = (await backstage.LaunchAsync(image, "t3.medium", group, null, cancellationToken)).InstanceId!;
        await backstage.AwaitStateAsync(bigger, "running", cancellationToken);
        var address = (await backstage.DescribeAsync(bigger, cancellationToken)).PublicIpAddress!;
        await backstage.AwaitServingAsync(new Uri($"http://{address}"), cancellationToken);
        await backstage.AssociateAsync(allocation, bigger, cancellationToken);
    }
}

using System.Globalization;
using Baton.Hosts.Gates;
using Baton.Hosts.Ssh;

namespace Baton.Hosts.Links;

/// <summary>
/// One SSH connection that the new machine keeps to the old one, over their private addresses: replication both ways, the gates' forwarding both ways, rsync.
/// Its key is made on the new machine and never leaves it; on the old one it may do these things and nothing else. Safe to repeat.
/// </summary>
public sealed class Link(IHost newer, IHost older)
{
    /// <summary>On the new machine: where the old one's PostgreSQL is.</summary>
    public const int OldPostgresPort = 25432;

    /// <summary>On the old machine: where the new one's PostgreSQL is.</summary>
    public const int NewPostgresPort = 25433;

    public async Task OpenAsync(LinkSetup setup, CancellationToken cancellationToken)
    {
        var key = await newer.AskAsync(new("link-key") { Arguments = new Dictionary<string, string> { ["run"] = setup.RunId } }, cancellationToken);
        var hostKeys = await AdmitAsync(setup, key.Text("public_key"), cancellationToken);
        await newer.AskAsync(
            new("link-open")
            {
                Arguments = new Dictionary<string, string>
                {
                    ["address"] = setup.OldAddress,
                    ["port"] = Number(setup.OldSshPort),
                    ["user"] = setup.OldUser,
                    ["host_keys"] = HostCalls.Lines(hostKeys.Select(hostKey => hostKey.ToString())),
                    ["local_forwards"] = HostCalls.Lines(LocalForwards(setup)),
                    ["remote_forwards"] = HostCalls.Lines(RemoteForwards(setup)),
                },
            },
            cancellationToken);
    }

    public async Task<LinkState> ReadAsync(CancellationToken cancellationToken)
    {
        var answers = await newer.AskAsync(new("link-read"), cancellationToken);
        return new(answers.IsYes("installed"), answers.IsYes("up"));
    }

    /// <summary>Ends the connection and removes the key and every trace on both machines.</summary>
    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        await newer.AskAsync(RemovalFromNew, cancellationToken);
        await RemoveFromOldAsync(cancellationToken);
    }

    /// <summary>For a machine that is to do it by itself: the new one's half.</summary>
    public static HostScript RemovalFromNew => new("link-close");

    /// <summary>The old one's.</summary>
    public static HostScript RemovalFromOld => new("link-forget");

    /// <summary>The old machine's half of <see cref="RemoveAsync"/>: for when the new one is gone.</summary>
    public Task RemoveFromOldAsync(CancellationToken cancellationToken) => older.AskAsync(RemovalFromOld, cancellationToken);

    private async Task<IReadOnlyList<HostKey>> AdmitAsync(LinkSetup setup, string publicKey, CancellationToken cancellationToken)
    {
        var listen = RemoteForwards(setup).Select(forward => forward.Split(' ')[0]);
        var connect = LocalForwards(setup).Select(forward => forward.Split(' ')[1]);
        var answers = await older.AskAsync(
            new("link-admit")
            {
                Arguments = new Dictionary<string, string>
                {
                    ["run"] = setup.RunId,
                    ["user"] = setup.OldUser,
                    ["public_key"] = publicKey,
                    ["permit_listen"] = HostCalls.Lines(listen),
                    ["permit_open"] = HostCalls.Lines(connect),
                    ["folders"] = HostCalls.Lines(setup.Folders),
                    ["link_program"] = Scripts.Read("link"),
                },
            },
            cancellationToken);
        return [.. answers.All("host_key").Select(HostKey.Parse).OfType<HostKey>()];
    }

    /// <summary>"LISTEN TARGET": listens on the new machine, connects on the old one.</summary>
    private static IEnumerable<string> LocalForwards(LinkSetup setup) =>
    [
        .. setup.PostgresPort is { } postgres ? [Forward(OldPostgresPort, postgres)] : Array.Empty<string>(),
        .. setup.GatePorts.Select(port => Forward(GateSetup.LinkPort(port), port)),
    ];

    /// <summary>"LISTEN TARGET": listens on the old machine, connects on the new one.</summary>
    private static IEnumerable<string> RemoteForwards(LinkSetup setup) =>
    [
        .. setup.PostgresPort is { } postgres ? [Forward(NewPostgresPort, postgres)] : Array.Empty<string>(),
        .. setup.GatePorts.Select(port => Forward(GateSetup.LinkPort(port), port)),
    ];

    private static string Forward(int from, int to) => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{from} 127.0.0.1:{to}");

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}

using System.Net;
using System.Net.Sockets;
using Baton.Dns;

namespace Baton.Rehearsals.Witnessing;

/// <summary>Looks at what a name server and a resolver say of one name, a few times a second, and remembers each change.</summary>
internal sealed class NameObserver : IAsyncDisposable
{
    public const string Authority = "name server";
    public const string Resolver = "resolver";

    private static readonly TimeSpan s_period = TimeSpan.FromMilliseconds(250);

    private readonly DnsAsker _asker;
    private readonly string _name;
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly List<NameSighting> _seen = [];
    private readonly Task _looking;

    public NameObserver(string name, IPEndPoint authority, IPEndPoint resolver, TimeProvider time)
    {
        (_name, _time, _asker, _start) = (name, time, new(time) { Tries = 1 }, time.GetTimestamp());
        _looking = Task.WhenAll(LookAsync(Authority, authority), LookAsync(Resolver, resolver));
    }

    public IReadOnlyList<NameSighting> Seen
    {
        get
        {
            lock (_gate)
            {
                return [.. _seen.OrderBy(sighting => sighting.At)];
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _looking;
        _stop.Dispose();
    }

    private async Task LookAsync(string who, IPEndPoint server)
    {
        NameSighting? last = null;
        try
        {
            while (true)
            {
                if (await AskAsync(who, server) is { } now && (now.Address != last?.Address || now.TimeToLive != last.TimeToLive))
                {
                    last = now;
                    lock (_gate)
                    {
                        _seen.Add(now);
                    }
                }

                await Task.Delay(s_period, _time, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The story is over.
        }
    }

    private async Task<NameSighting?> AskAsync(string who, IPEndPoint server)
    {
        try
        {
            var answer = await _asker.AskAsync(server, _name, DnsType.A, recursive: who == Resolver, _stop.Token);
            return answer.Answers.FirstOrDefault(record => record.Type == DnsType.A) is { } record
                ? new(_time.GetElapsedTime(_start), who, record.Data, who == Authority ? record.TimeToLive : null)
                : null;
        }
        catch (Exception failure) when (failure is TimeoutException or SocketException)
        {
            return null;
        }
    }
}

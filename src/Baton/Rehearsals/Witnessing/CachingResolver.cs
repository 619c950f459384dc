using System.Net;
using System.Net.Sockets;
using Baton.Dns;

namespace Baton.Rehearsals.Witnessing;

/// <summary>
/// The resolver of an office or a provider: asks a name server, and gives the same answer to everybody for as long as its time to live allows. Clients of the witness
/// ask it directly, everybody else by UDP on loopback.
/// </summary>
internal sealed class CachingResolver : IAsyncDisposable
{
    private const int MostNames = 100;

    private readonly IPEndPoint _authority;
    private readonly TimeProvider _time;
    private readonly DnsAsker _asker;
    private readonly Dictionary<(string Name, DnsType Type), Kept> _kept = [];
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public CachingResolver(IPEndPoint authority, TimeProvider time)
    {
        (_authority, _time, _asker) = (authority, time, new(time));
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        EndPoint = (IPEndPoint)_socket.LocalEndPoint!;
        _serving = ServeAsync(_stop.Token);
    }

    public IPEndPoint EndPoint { get; }

    /// <summary>Throws <see cref="SocketException"/> when there is no such name, and <see cref="TimeoutException"/> when its name server does not answer.</summary>
    public async Task<IPAddress> ResolveAsync(string name, CancellationToken cancellationToken) =>
        (await AnswerAsync(DnsName.Normalize(name), DnsType.A, cancellationToken)).Answers.FirstOrDefault(record => record.Type == DnsType.A) is { } record
            ? IPAddress.Parse(record.Data)
            : throw new SocketException((int)SocketError.HostNotFound);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _socket.Dispose();
        await _serving;
        _one.Dispose();
        _stop.Dispose();
    }

    private async Task<DnsMessage> AnswerAsync(string name, DnsType type, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (!_kept.TryGetValue((name, type), out var kept) || _time.GetElapsedTime(kept.Since).TotalSeconds >= kept.Seconds)
            {
                var answer = await _asker.AskAsync(_authority, name, type, recursive: false, cancellationToken);
                kept = new(answer, _time.GetTimestamp());
                if (_kept.Count >= MostNames)
                {
                    _kept.Clear();
                }

                _kept[(name, type)] = kept;
            }

            var age = (uint)_time.GetElapsedTime(kept.Since).TotalSeconds;
            return kept.Message with { Answers = [.. kept.Message.Answers.Select(record => record with { TimeToLive = record.TimeToLive - Math.Min(age, record.TimeToLive) })] };
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task ServeAsync(CancellationToken cancellationToken)
    {
        var bytes = new byte[DnsWriter.LongestMessage];
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var received = await _socket.ReceiveFromAsync(bytes, new IPEndPoint(IPAddress.Any, 0), cancellationToken);
                var query = DnsReader.Read(bytes[..received.ReceivedBytes]);
                if (query is { IsAnswer: false, Question: { } question })
                {
                    var answer = await AnswerAsync(DnsName.Normalize(question.Name), question.Type, cancellationToken);
                    var reply = answer with
                    {
                        Id = query.Id, Question = question, IsAnswer = true, Authoritative = false, RecursionDesired = query.RecursionDesired, RecursionAvailable = true, DatagramSize = query.DatagramSize,
                    };
                    await _socket.SendToAsync(DnsWriter.Write(reply, query.DatagramSize ?? 512), received.RemoteEndPoint, cancellationToken);
                }
            }
            catch (Exception failure) when (failure is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (Exception failure) when (failure is SocketException or TimeoutException or DnsFormatException)
            {
                // Whoever asked does not listen any more, or has not asked for anything, or waits in vain as behind any resolver that gets no answer.
            }
        }
    }

    private sealed record Kept(DnsMessage Message, long Since)
    {
        /// <summary>What holds nothing is not kept.</summary>
        public uint Seconds => Message.Answers is [_, ..] records ? records.Min(record => record.TimeToLive) : 0;
    }
}

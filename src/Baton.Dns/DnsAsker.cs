using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Baton.Dns;

/// <summary>Asks one server one question: by UDP, and once more by TCP when the answer does not fit.</summary>
public sealed class DnsAsker(TimeProvider time)
{
    private const ushort DatagramSize = 1232;

    /// <summary>How long one datagram is waited for before it is sent again.</summary>
    public TimeSpan TryTimeout { get; init; } = TimeSpan.FromSeconds(2);

    public int Tries { get; init; } = 3;

    /// <summary>Throws <see cref="TimeoutException"/> when nobody answers, and <see cref="SocketException"/> when nobody can.</summary>
    public async Task<DnsMessage> AskAsync(IPEndPoint server, string name, DnsType type, bool recursive, CancellationToken cancellationToken)
    {
        var question = new DnsMessage
        {
            Id = (ushort)RandomNumberGenerator.GetInt32(0x10000), Question = new(DnsName.Normalize(name), type), RecursionDesired = recursive, DatagramSize = DatagramSize,
        };
        var query = DnsWriter.Write(question, DnsWriter.LongestMessage);
        for (var attempt = 1; ; attempt++)
        {
            using var bounded = new CancellationTokenSource(TryTimeout, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, bounded.Token);
            try
            {
                var answer = await ByDatagramAsync(server, question, query, either.Token);
                return answer.Truncated ? await ByStreamAsync(server, question, query, either.Token) : answer;
            }
            catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
            {
                if (attempt == Tries)
                {
                    throw new TimeoutException($"{server} does not answer questions.", late);
                }
            }
        }
    }

    private static async Task<DnsMessage> ByDatagramAsync(IPEndPoint server, DnsMessage question, byte[] query, CancellationToken cancellationToken)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);

        // Connected: the system passes on nothing from anybody else, and says when nobody listens.
        await socket.ConnectAsync(server, cancellationToken);
        await socket.SendAsync(query, cancellationToken);
        var bytes = new byte[DnsWriter.LongestMessage];
        while (true)
        {
            var length = await socket.ReceiveAsync(bytes, cancellationToken);
            if (Answers(question, bytes[..length]) is { } answer)
            {
                return answer;
            }
        }
    }

    private static async Task<DnsMessage> ByStreamAsync(IPEndPoint server, DnsMessage question, byte[] query, CancellationToken cancellationToken)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server, cancellationToken);
        await using var stream = new NetworkStream(socket);
        await StreamFraming.WriteAsync(stream, query, cancellationToken);
        return await StreamFraming.ReadAsync(stream, cancellationToken) is { } bytes && Answers(question, bytes) is { } answer
            ? answer
            : throw new TimeoutException($"{server} closed the connection without an answer.");
    }

    /// <summary>Null for what is no answer to this question: a late one to another, or somebody's guess.</summary>
    private static DnsMessage? Answers(DnsMessage question, byte[] bytes)
    {
        try
        {
            var answer = DnsReader.Read(bytes);
            var same = answer.Question is null || (answer.Question.Type == question.Question!.Type && DnsName.Normalize(answer.Question.Name) == question.Question.Name);
            return answer.IsAnswer && answer.Id == question.Id && same ? answer : null;
        }
        catch (DnsFormatException)
        {
            return null;
        }
    }
}

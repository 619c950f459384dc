using System.Net;
using System.Net.Sockets;
using Baton.Dns;
using Microsoft.Extensions.Logging;

namespace Baton.Cloud.Route53.Answers;

/// <summary>The name server of all hosted zones: one port, UDP and TCP, on an address of loopback.</summary>
internal sealed partial class NameServer : IAsyncDisposable
{
    /// <summary>What travels everywhere in one piece. https://www.dnsflagday.net/2020/</summary>
    public const ushort LongestDatagram = 1232;

    /// <summary>Not 127.0.0.1, so that it can have the same port as the API.</summary>
    public static readonly IPAddress Address = IPAddress.Parse("127.0.53.1");

    private const int ShortestDatagram = 512;
    private const int MostConnections = 100;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    private readonly ZoneAnswers _answers;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Socket _datagrams = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly TcpListener _streams;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _free = new(MostConnections, MostConnections);
    private readonly Task _running;

    /// <summary>Throws <see cref="SocketException"/> when the port is taken.</summary>
    public NameServer(int port, ZoneAnswers answers, TimeProvider time, ILogger logger)
    {
        (_answers, _time, _logger) = (answers, time, logger);
        _streams = new(Address, port);
        try
        {
            _streams.Start();
            EndPoint = (IPEndPoint)_streams.LocalEndpoint;
            _datagrams.Bind(EndPoint);
        }
        catch
        {
            _streams.Dispose();
            _datagrams.Dispose();
            throw;
        }

        _running = Task.WhenAll(DatagramsAsync(_stop.Token), StreamsAsync(_stop.Token));
    }

    public IPEndPoint EndPoint { get; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _datagrams.Dispose();
        _streams.Dispose();
        await _running;
        _stop.Dispose();
        _free.Dispose();
    }

    private async Task DatagramsAsync(CancellationToken cancellationToken)
    {
        var bytes = new byte[DnsWriter.LongestMessage];
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var received = await _datagrams.ReceiveFromAsync(bytes, new IPEndPoint(IPAddress.Any, 0), cancellationToken);
                if (Answer(bytes[..received.ReceivedBytes], datagram: true) is { } answer)
                {
                    await _datagrams.SendToAsync(answer, received.RemoteEndPoint, cancellationToken);
                }
            }
            catch (Exception failure) when (failure is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // Whoever asked does not listen any more.
            }
        }
    }

    private async Task StreamsAsync(CancellationToken cancellationToken)
    {
        var open = new List<Task>();
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await _free.WaitAsync(cancellationToken);
                var client = await _streams.AcceptTcpClientAsync(cancellationToken);
                open.RemoveAll(task => task.IsCompleted);
                open.Add(ServeAsync(client, cancellationToken));
            }
            catch (Exception failure) when (failure is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                // Stopped, or a connection that was gone before it was taken.
            }
        }

        await Task.WhenAll(open);
    }

    private async Task ServeAsync(TcpClient client, CancellationToken cancellationToken)
    {
        try
        {
            using (client)
            {
                var stream = client.GetStream();
                while (await ReadAsync(stream, cancellationToken) is { } query && Answer(query, datagram: false) is { } answer)
                {
                    await StreamFraming.WriteAsync(stream, answer, cancellationToken);
                }
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException)
        {
            // The client went, or said nothing for too long, or the server stops.
        }
        finally
        {
            _free.Release();
        }
    }

    private async Task<byte[]?> ReadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        using var idle = new CancellationTokenSource(Idle, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, idle.Token);
        return await StreamFraming.ReadAsync(stream, either.Token);
    }

    /// <summary>Null for what deserves no answer: too short for an id, or an answer itself.</summary>
    private byte[]? Answer(byte[] bytes, bool datagram)
    {
        if (bytes.Length < 12 || (bytes[2] & 0x80) != 0)
        {
            return null;
        }

        try
        {
            var query = DnsReader.Read(bytes);
            var longest = datagram ? Math.Clamp((int)(query.DatagramSize ?? ShortestDatagram), ShortestDatagram, LongestDatagram) : DnsWriter.LongestMessage;
            return DnsWriter.Write(_answers.Answer(query), longest);
        }
        catch (DnsFormatException)
        {
            return DnsWriter.Write(new() { Id = (ushort)((bytes[0] << 8) | bytes[1]), IsAnswer = true, Status = DnsStatus.FormatError }, ShortestDatagram);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // A bug; the log says it, and the next question is answered all the same.
            Failed(_logger, failure);
            return DnsWriter.Write(new() { Id = (ushort)((bytes[0] << 8) | bytes[1]), IsAnswer = true, Status = DnsStatus.ServerFailure }, ShortestDatagram);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A DNS question could not be answered")]
    private static partial void Failed(ILogger logger, Exception failure);
}

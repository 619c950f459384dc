using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Baton.Aws.Signing;

namespace Baton.Bench;

/// <summary>
/// One connection that is kept open where the server keeps it. It does as little as can be done beside what is measured: a request is bytes, an answer is read and not parsed.
/// </summary>
internal sealed class ApiConnection(ApiServer server) : IDisposable
{
    private readonly byte[] _buffer = new byte[1 << 16];
    private readonly MemoryStream _answer = new();
    private Socket? _socket;

    /// <summary>Signs a request of the query form. It can be sent again and again while its signature is young.</summary>
    public static byte[] Request(ApiServer server, string form)
    {
        var body = Encoding.UTF8.GetBytes($"{form}&Version=2016-11-15");
        var host = server.Endpoint.Authority;
        var headers = new Dictionary<string, string> { ["host"] = host, ["content-type"] = "application/x-www-form-urlencoded; charset=utf-8" };
        var signed = SignatureV4.Sign(
            new() { Method = "POST", Path = "/", Headers = headers, Body = body }, server.Credentials, new(TimeProvider.System.GetUtcNow(), ApiServer.Region, "ec2"));
        var head = new StringBuilder("POST / HTTP/1.1\r\n");
        foreach (var (name, value) in headers.Concat(signed))
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        head.Append(CultureInfo.InvariantCulture, $"content-length: {body.Length}\r\n\r\n");
        return [.. Encoding.ASCII.GetBytes(head.ToString()), .. body];
    }

    /// <summary>The body of the answer, which must be a good one.</summary>
    public async Task<string> SendAsync(byte[] request)
    {
        await ExchangeAsync(request);
        return Encoding.UTF8.GetString(_answer.GetBuffer(), 0, (int)_answer.Length);
    }

    public async Task ExchangeAsync(byte[] request)
    {
        _socket ??= await ConnectAsync();
        await _socket.SendAsync(request);
        _answer.SetLength(0);
        while (BodyEnd() is var end && (end is null || _answer.Length < end))
        {
            var received = await _socket.ReceiveAsync(_buffer);
            if (received == 0)
            {
                throw new IOException($"{server.Name} closed the connection in the middle of an answer.");
            }

            _answer.Write(_buffer, 0, received);
        }

        Check();
    }

    public void Dispose() => _socket?.Dispose();

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, server.Endpoint.Port));
        return socket;
    }

    private ReadOnlySpan<byte> Received => _answer.GetBuffer().AsSpan(0, (int)_answer.Length);

    private int HeadLength => Received.IndexOf("\r\n\r\n"u8) is var at and >= 0 ? at + 4 : -1;

    /// <summary>How long the whole answer is, once its head is there. Both servers say it; neither of them sends chunks.</summary>
    private long? BodyEnd() => HeadLength is var head and > 0 ? head + long.Parse(Header("content-length"), CultureInfo.InvariantCulture) : null;

    private string Header(string name)
    {
        var head = Encoding.ASCII.GetString(Received[..HeadLength]);
        return head.Split("\r\n").Select(static line => line.Split(':', 2)).FirstOrDefault(parts => string.Equals(parts[0], name, StringComparison.OrdinalIgnoreCase))?[^1].Trim()
            ?? throw new IOException($"{server.Name} sent no {name}.");
    }

    private void Check()
    {
        if (!Received.StartsWith("HTTP/1.1 200"u8))
        {
            throw new IOException($"{server.Name} answered {Encoding.UTF8.GetString(Received)}");
        }

        // Servers that do not keep connections say so before they close.
        if (Received[..HeadLength].IndexOf("onnection: close"u8) >= 0)
        {
            _socket!.Dispose();
            _socket = null;
        }
    }
}

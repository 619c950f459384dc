using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Baton.Cloud.Network.Metadata;

/// <summary>
/// Requests and replies on one connection of a guest. Small on purpose: the whole HTTP server of the cloud would be in reach of guests otherwise.
/// </summary>
internal sealed class HttpExchange(Socket connection)
{
    public const int MaximumLength = 16 * 1024;

    private readonly byte[] _buffer = new byte[MaximumLength];
    private int _filled;

    /// <summary>Null when the guest has hung up.</summary>
    public async ValueTask<HttpRequestHead?> ReadRequestAsync(CancellationToken cancellationToken)
    {
        int end;
        while ((end = _buffer.AsSpan(0, _filled).IndexOf("\r\n\r\n"u8)) < 0)
        {
            if (_filled == _buffer.Length)
            {
                return HttpRequestHead.Parse([]);
            }

            if (!await FillAsync(cancellationToken))
            {
                return null;
            }
        }

        var request = HttpRequestHead.Parse(_buffer.AsSpan(0, end));
        Consume(end + 4);
        return await SkipBodyAsync(request.ContentLength, cancellationToken) ? request : null;
    }

    public async ValueTask WriteReplyAsync(HttpRequestHead request, MetadataReply reply, CancellationToken cancellationToken)
    {
        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {reply.Status} {ReasonPhrases.GetReasonPhrase(reply.Status)}\r\n")
            .Append(CultureInfo.InvariantCulture, $"Content-Type: {reply.ContentType}\r\nContent-Length: {reply.Body.Length}\r\nServer: EC2ws\r\n")
            .Append(request.KeepAlive ? "Connection: keep-alive\r\n" : "Connection: close\r\n");
        foreach (var (name, value) in reply.Headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        byte[] bytes = [.. Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()), .. request.Method == "HEAD" ? [] : reply.Body];
        for (var sent = 0; sent < bytes.Length;)
        {
            sent += await connection.SendAsync(bytes.AsMemory(sent), cancellationToken);
        }
    }

    private async ValueTask<bool> SkipBodyAsync(int length, CancellationToken cancellationToken)
    {
        while (_filled < length)
        {
            if (!await FillAsync(cancellationToken))
            {
                return false;
            }
        }

        Consume(length);
        return true;
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        var received = await connection.ReceiveAsync(_buffer.AsMemory(_filled), cancellationToken);
        _filled += received;
        return received > 0;
    }

    private void Consume(int count)
    {
        _buffer.AsSpan(count, _filled - count).CopyTo(_buffer);
        _filled -= count;
    }
}

using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace Baton.Cloud.Machines.Qmp;

/// <summary>QEMU's machine protocol: lines of JSON over a unix socket, answers matched by id, events in between.</summary>
internal sealed class QmpClient : IAsyncDisposable
{
    private readonly NetworkStream _stream;
    private readonly StreamReader _reader;
    private readonly SemaphoreSlim _writing = new(1);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonElement>> _waiting = new();
    private readonly Channel<QmpEvent> _events = Channel.CreateUnbounded<QmpEvent>();
    private readonly Task _reading;
    private int _lastId;
    private volatile bool _closed;

    private QmpClient(NetworkStream stream, StreamReader reader)
    {
        _stream = stream;
        _reader = reader;
        _reading = ReadAsync();
    }

    /// <summary>Ends when QEMU closes the connection, which it does by ending.</summary>
    public IAsyncEnumerable<QmpEvent> Events => _events.Reader.ReadAllAsync();

    public static async Task<QmpClient> ConnectAsync(string path, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
            var stream = new NetworkStream(socket, ownsSocket: true);
            var reader = new StreamReader(stream, Encoding.UTF8);
            // {"QMP": {"version": {"qemu": {"micro": 22, "minor": 2, "major": 7}, ...}, "capabilities": ["oob"]}}
            if (await reader.ReadLineAsync(cancellationToken) is null)
            {
                throw new QmpException(QmpException.Disconnected, $"QEMU closed {path} without a greeting.");
            }

            var client = new QmpClient(stream, reader);
            await client.ExecuteAsync("qmp_capabilities", null, cancellationToken);
            return client;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public async Task<JsonElement> ExecuteAsync(string command, JsonObject? arguments, CancellationToken cancellationToken)
    {
        var id = $"{Interlocked.Increment(ref _lastId)}";
        var request = new JsonObject { ["execute"] = command, ["id"] = id };
        if (arguments is not null)
        {
            request["arguments"] = arguments;
        }

        var answer = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[id] = answer;
        // The reader may have ended just before the answer was waited for.
        if (_closed)
        {
            throw Disconnected(command);
        }

        await WriteAsync(request.ToJsonString() + "\n", command, cancellationToken);
        return await answer.Task.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        await _reading;
        _reader.Dispose();
        _writing.Dispose();
    }

    private async Task WriteAsync(string line, string command, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            // Half a line would end the conversation: a write is not cancelled.
            await _stream.WriteAsync(Encoding.UTF8.GetBytes(line), CancellationToken.None);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            throw Disconnected(command);
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await _reader.ReadLineAsync() is { } line)
            {
                Dispatch(JsonSerializer.Deserialize(line, QmpJson.Default.JsonElement));
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or JsonException)
        {
            // A line cut short by a killed QEMU. Whoever waits is told below.
        }

        _closed = true;
        foreach (var answer in _waiting.Values)
        {
            answer.TrySetException(Disconnected("a command"));
        }

        _events.Writer.Complete();
    }

    private void Dispatch(JsonElement message)
    {
        if (message.TryGetProperty("event", out var name))
        {
            message.TryGetProperty("data", out var data);
            _events.Writer.TryWrite(new QmpEvent(name.GetString()!, data));
        }
        else if (message.TryGetProperty("id", out var id) && _waiting.TryRemove(id.GetString()!, out var answer))
        {
            // {"error": {"class": "DeviceNotFound", "desc": "Device 'x' not found"}, "id": "7"}
            if (message.TryGetProperty("error", out var error))
            {
                answer.TrySetException(new QmpException(error.GetProperty("class").GetString()!, error.GetProperty("desc").GetString()!));
            }
            else
            {
                answer.TrySetResult(message.GetProperty("return"));
            }
        }
    }

    private static QmpException Disconnected(string command) =>
        new(QmpException.Disconnected, $"QEMU ended before it answered to {command}.");
}

using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Cloud.Machines.Qmp;

namespace Baton.Tests.Cloud.Machines;

public sealed class QmpClientTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("qmp-").FullName;

    private string SocketPath => Path.Combine(_directory, "q");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Answers_find_their_question_in_any_order_and_events_in_between()
    {
        using var listener = Listen();
        var serving = Serve(listener, async (read, write) =>
        {
            var first = Id(await read());
            var second = Id(await read());
            await write("""{"event": "STOP", "timestamp": {"seconds": 1, "microseconds": 2}}""");
            await write($$"""{"return": "second", "id": "{{second}}"}""");
            await write($$"""{"return": "first", "id": "{{first}}"}""");
        });
        await using var client = await QmpClient.ConnectAsync(SocketPath, Cancellation);

        var one = client.ExecuteAsync("one", null, Cancellation);
        var two = client.ExecuteAsync("two", new JsonObject { ["x"] = 1 }, Cancellation);

        Assert.Equal("second", (await two).GetString());
        Assert.Equal("first", (await one).GetString());
        await serving;
        Assert.Equal(["STOP"], await client.Events.Select(happened => happened.Name).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task A_refused_command_fails_with_the_class_of_the_error()
    {
        using var listener = Listen();
        var serving = Serve(listener, async (read, write) =>
            await write($$"""{"error": {"class": "DeviceNotFound", "desc": "Device 'x' not found"}, "id": "{{Id(await read())}}"}"""));
        await using var client = await QmpClient.ConnectAsync(SocketPath, Cancellation);

        var exception = await Assert.ThrowsAsync<QmpException>(() => client.ExecuteAsync("device_del", null, Cancellation));

        Assert.Equal("DeviceNotFound", exception.ErrorClass);
        await serving;
    }

    [Fact]
    public async Task A_command_without_an_answer_fails_when_QEMU_ends()
    {
        using var listener = Listen();
        // Half a line, as a killed QEMU leaves it.
        var serving = Serve(listener, async (read, write) =>
        {
            await read();
            await write("""{"return": """);
        });
        await using var client = await QmpClient.ConnectAsync(SocketPath, Cancellation);

        var exception = await Assert.ThrowsAsync<QmpException>(() => client.ExecuteAsync("transaction", null, Cancellation));

        Assert.Equal(QmpException.Disconnected, exception.ErrorClass);
        await serving;
        exception = await Assert.ThrowsAsync<QmpException>(() => client.ExecuteAsync("query-status", null, Cancellation));
        Assert.Equal(QmpException.Disconnected, exception.ErrorClass);
    }

    private Socket Listen()
    {
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(SocketPath));
        listener.Listen();
        return listener;
    }

    private static async Task Serve(Socket listener, Func<Func<Task<string>>, Func<string, Task>, Task> conversation)
    {
        using var stream = new NetworkStream(await listener.AcceptAsync(Cancellation), ownsSocket: true);
        using var reader = new StreamReader(stream);
        await using var writer = new StreamWriter(stream) { AutoFlush = true };
        await writer.WriteLineAsync("""{"QMP": {"version": {"qemu": {"micro": 22, "minor": 2, "major": 7}}, "capabilities": []}}""");
        var hello = await reader.ReadLineAsync(Cancellation);
        await writer.WriteLineAsync($$"""{"return": {}, "id": "{{Id(hello!)}}"}""");
        await conversation(async () => (await reader.ReadLineAsync(Cancellation))!, text => writer.WriteLineAsync(text));
    }

    private static string Id(string request)
    {
        using var document = JsonDocument.Parse(request);
        return document.RootElement.GetProperty("id").GetString()!;
    }
}

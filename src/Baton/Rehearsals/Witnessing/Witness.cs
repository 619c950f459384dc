using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Baton.Rehearsals.Witnessing;

/// <summary>
/// Writes to and reads from an application, from several clients at once, and remembers what each was told. It is strict: it
/// never sends a request a second time, so what failed for it would have failed for a user.
/// </summary>
public sealed class Witness : IAsyncDisposable
{
    private readonly WitnessOptions _options;
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly ConcurrentQueue<SeenRequest> _seen = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _stopStale;
    private readonly List<Task> _clients = [];
    private readonly List<Task> _staleClients = [];
    private readonly List<HttpClient> _connections = [];

    private Witness(WitnessOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _start = time.GetTimestamp();
        _stopStale = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        StartedAt = time.GetUtcNow();
    }

    public DateTimeOffset StartedAt { get; }

    public static Witness Start(WitnessOptions options, TimeProvider time)
    {
        var witness = new Witness(options, time);
        for (var index = 0; index < options.Writers; index++)
        {
            witness.Add(RequestKind.Write, index, options.Pause);
        }

        for (var index = 0; index < options.Readers; index++)
        {
            witness.Add(RequestKind.Read, index, options.Pause);
        }

        for (var index = 0; index < options.Uploaders; index++)
        {
            witness.Add(RequestKind.Upload, index, options.UploadPause);
        }

        return witness;
    }

    /// <summary>True when the last answer that each client has got came from there.</summary>
    public bool AllServedBy(string address)
    {
        var clients = _seen.GroupBy(static request => request.Client).ToList();
        return clients.Count == _clients.Count + _staleClients.Count && clients.TrueForAll(client => client.Last() is { Succeeded: true } last && last.To == address);
    }

    public TimeSpan Elapsed => _time.GetElapsedTime(_start);

    public int Acknowledged => _seen.Count(static request => request is { Changes: true, Succeeded: true });

    public int Failed => _seen.Count(static request => !request.Succeeded);

    /// <summary>Those that never ask for the address again give up; the others go on.</summary>
    public async Task StopStaleAsync()
    {
        await _stopStale.CancelAsync();
        await Task.WhenAll(_staleClients);
    }

    /// <summary>Lets the requests under way end, and hands over what was seen.</summary>
    public async Task<WitnessRecord> StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll([.. _clients, .. _staleClients]);
        return new WitnessRecord(StartedAt, Elapsed, [.. _seen.OrderBy(static request => request.Ended)]);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll([.. _clients, .. _staleClients]);
        foreach (var client in _connections)
        {
            client.Dispose();
        }

        _stopStale.Dispose();
        _stop.Dispose();
    }

    private void Add(RequestKind kind, int index, TimeSpan pause)
    {
        var client = new Client(
            kind, $"{_options.Name}-{kind.ToString().ToLowerInvariant()}-{index}", Keeps: index % 2 == 0, Stale: _options.SomeStale && index % 4 >= 2, pause);

        // A handler per client: clients that shared one would share its connections, and those are what is under test.
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            ConnectTimeout = _options.RequestTimeout,
            PooledConnectionLifetime = client.Keeps ? Timeout.InfiniteTimeSpan : TimeSpan.Zero,
        };
        var way = _options.Resolve is null ? null : new WayByName(_options.Resolve, client.Stale);
        if (way is not null)
        {
            handler.ConnectCallback = way.ConnectAsync;
        }

        var http = new HttpClient(handler) { BaseAddress = _options.Address, Timeout = _options.RequestTimeout };
        http.DefaultRequestHeaders.ConnectionClose = client.Keeps ? null : true;
        _connections.Add(http);
        (client.Stale ? _staleClients : _clients).Add(RunAsync(http, client, way, client.Stale ? _stopStale.Token : _stop.Token));
    }

    private async Task RunAsync(HttpClient http, Client client, WayByName? way, CancellationToken stop)
    {
        for (long number = 0; !stop.IsCancellationRequested; number++)
        {
            var body = client.Kind is RequestKind.Upload ? Document(client.Name, number) : null;
            var began = Elapsed;
            var failure = await SendAsync(http, Request(client.Kind, client.Name, number, body));
            _seen.Enqueue(new SeenRequest
            {
                Kind = client.Kind,
                KeepsConnection = client.Keeps,
                Client = client.Name,
                Number = number,
                Began = began,
                Ended = Elapsed,
                To = way?.Address?.ToString(),
                Stale = client.Stale,
                Failure = failure,
                Sha256 = body is null ? null : Convert.ToHexStringLower(SHA256.HashData(body)),
            });
            try
            {
                await Task.Delay(client.Pause, _time, stop);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private static async Task<string?> SendAsync(HttpClient http, HttpRequestMessage request)
    {
        using (request)
        {
            try
            {
                // Not the witness's own token: a request that was sent when it stops is still a promise made to a client.
                using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, CancellationToken.None);
                return answer.IsSuccessStatusCode ? null : $"HTTP {(int)answer.StatusCode}";
            }
            catch (HttpRequestException error)
            {
                return $"{error.HttpRequestError}: {error.InnerException?.Message ?? error.Message}";
            }
            catch (SocketException error)
            {
                // Reset in the moment in which it was made: HttpClient lets that through as it is.
                return $"ConnectionError: {error.Message}";
            }
            catch (OperationCanceledException)
            {
                return "no answer in time";
            }
        }
    }

    private static HttpRequestMessage Request(RequestKind kind, string name, long number, byte[]? body) => kind switch
    {
        RequestKind.Write => new HttpRequestMessage(HttpMethod.Put, string.Create(CultureInfo.InvariantCulture, $"/api/entries/{name}/{number}"))
        {
            Content = new StringContent("{\"minutes\":1}", Encoding.UTF8, "application/json"),
        },
        RequestKind.Upload => new HttpRequestMessage(HttpMethod.Put, DocumentPath(name, number))
        {
            Content = new ByteArrayContent(body!) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } },
        },
        _ => new HttpRequestMessage(HttpMethod.Get, number % 4 == 3 ? "/employees" : "/api/employees?limit=20"),
    };

    public static string DocumentPath(string client, long number) =>
        string.Create(CultureInfo.InvariantCulture, $"/api/documents/{WebUtility.UrlEncode(client)}-{number}.bin");

    /// <summary>Different for each upload, and the same when asked for again, so that nothing has to be kept in memory.</summary>
    private byte[] Document(string name, long number)
    {
        var content = new byte[_options.UploadBytes];
        var seed = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{name}/{number}")));
        for (var at = 0; at < content.Length; at += seed.Length)
        {
            seed.AsSpan(0, Math.Min(seed.Length, content.Length - at)).CopyTo(content.AsSpan(at));
            seed = SHA256.HashData(seed);
        }

        return content;
    }

    private sealed record Client(RequestKind Kind, string Name, bool Keeps, bool Stale, TimeSpan Pause);
}

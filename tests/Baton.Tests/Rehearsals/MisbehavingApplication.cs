using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Baton.Tests.Rehearsals;

/// <summary>Speaks as SmallPayroll does, and breaks its promises on demand.</summary>
internal sealed class MisbehavingApplication : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ConcurrentDictionary<(string Client, long Number), int> _entries = new();
    private readonly ConcurrentDictionary<string, byte[]> _documents = new();
    private readonly TaskCompletionSource _stallOver = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _writes;

    private MisbehavingApplication(WebApplication application) => _application = application;

    public int? LosesWrite { get; init; }
    public int? DoublesWrite { get; init; }
    public int? RefusesWrite { get; init; }
    public int? CutsWrite { get; init; }
    public int? StallsFromWrite { get; init; }
    public TimeSpan Stall { get; init; }
    public bool DamagesDocuments { get; init; }

    public int Writes => Volatile.Read(ref _writes);

    public Uri Address => new(_application.Urls.First());

    public static async Task<MisbehavingApplication> StartAsync(Func<WebApplication, MisbehavingApplication>? with = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var application = builder.Build();
        var self = with?.Invoke(application) ?? new MisbehavingApplication(application);
        self.Map();
        await application.StartAsync(TestContext.Current.CancellationToken);
        return self;
    }

    public static Func<WebApplication, MisbehavingApplication> Loses(int write) => application => new(application) { LosesWrite = write };

    public static Func<WebApplication, MisbehavingApplication> Doubles(int write) => application => new(application) { DoublesWrite = write };

    public static Func<WebApplication, MisbehavingApplication> Refuses(int write) => application => new(application) { RefusesWrite = write };

    public static Func<WebApplication, MisbehavingApplication> Cuts(int write) => application => new(application) { CutsWrite = write };

    public static Func<WebApplication, MisbehavingApplication> Stalls(int write, TimeSpan length) =>
        application => new(application) { StallsFromWrite = write, Stall = length };

    public static Func<WebApplication, MisbehavingApplication> Damages() => application => new(application) { DamagesDocuments = true };

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    private void Map()
    {
        _application.MapGet("/employees", () => "[]");
        _application.MapGet("/api/employees", () => "[]");
        _application.MapPut("/api/entries/{client}/{number:long}", WriteAsync);
        _application.MapGet("/api/entries/{client}", Kept);
        _application.MapPut("/api/documents/{name}", UploadAsync);
        _application.MapGet("/api/documents/{name}", (string name) =>
            _documents.TryGetValue(name, out var content) ? Results.Bytes(content) : Results.NotFound());
    }

    private async Task WriteAsync(HttpContext context, string client, long number)
    {
        var write = Interlocked.Increment(ref _writes);
        if (write >= StallsFromWrite)
        {
            await StallAsync(write == StallsFromWrite);
        }

        if (write == RefusesWrite)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        if (write != LosesWrite)
        {
            _entries.AddOrUpdate((client, number), write == DoublesWrite ? 2 : 1, static (_, times) => times + 1);
        }

        if (write == CutsWrite)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = StatusCodes.Status201Created;
    }

    private async Task StallAsync(bool first)
    {
        if (first)
        {
            await Task.Delay(Stall, TimeProvider.System);
            _stallOver.SetResult();
        }

        await _stallOver.Task;
    }

    private async Task UploadAsync(HttpContext context, string name)
    {
        using var content = new MemoryStream();
        await context.Request.Body.CopyToAsync(content);
        var bytes = content.ToArray();
        if (DamagesDocuments)
        {
            bytes[^1] ^= 1;
        }

        _documents[name] = bytes;
        context.Response.StatusCode = StatusCodes.Status201Created;
    }

    private IResult Kept(HttpRequest request, string client)
    {
        var after = long.Parse(request.Query["after"]!, CultureInfo.InvariantCulture);
        var limit = int.Parse(request.Query["limit"]!, CultureInfo.InvariantCulture);
        var kept = _entries.Where(entry => entry.Key.Client == client && entry.Key.Number > after)
            .OrderBy(static entry => entry.Key.Number)
            .Take(limit)
            .Select(static entry => FormattableString.Invariant($$"""{"number":{{entry.Key.Number}},"copies":1,"bookings":{{entry.Value}}}"""));
        return Results.Text($"[{string.Join(',', kept)}]", "application/json");
    }
}

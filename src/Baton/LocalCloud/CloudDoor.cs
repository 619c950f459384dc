using System.Net.Http.Headers;
using System.Net.Http.Json;
using Baton.Cloud.Faults;
using Baton.Cloud.Hosting;
using Baton.Engine.Problems;

namespace Baton.LocalCloud;

/// <summary>What the local cloud answers beside AWS's API: how it is, and the faults that it was asked for.</summary>
internal sealed class CloudDoor : IDisposable
{
    private readonly HttpClient _http;

    public CloudDoor(CloudRecord cloud, CloudKeys keys)
    {
        _http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new(cloud.Endpoint, "/_baton/"), Timeout = TimeSpan.FromSeconds(10) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", keys.SecretAccessKey);
    }

    public Task<CloudStatus> StatusAsync(CancellationToken cancellationToken) =>
        AskAsync(async () => (await _http.GetFromJsonAsync("status", CloudJson.Default.CloudStatus, cancellationToken))!);

    public Task<IReadOnlyList<Fault>> FaultsAsync(CancellationToken cancellationToken) =>
        AskAsync(async () => (await _http.GetFromJsonAsync("faults", FaultJson.Default.IReadOnlyListFault, cancellationToken))!);

    public Task<Fault> AddAsync(Fault fault, CancellationToken cancellationToken) => AskAsync(async () =>
    {
        using var answer = await _http.PostAsJsonAsync("faults", fault, FaultJson.Default.Fault, cancellationToken);
        return answer.IsSuccessStatusCode
            ? (await answer.Content.ReadFromJsonAsync(FaultJson.Default.Fault, cancellationToken))!
            : throw new BatonException(LocalCloudProblems.FaultRefused(await answer.Content.ReadAsStringAsync(cancellationToken)));
    });

    public Task ClearAsync(CancellationToken cancellationToken) => AskAsync(async () =>
    {
        using var answer = await _http.DeleteAsync("faults", cancellationToken);
        return answer.EnsureSuccessStatusCode().StatusCode;
    });

    public void Dispose() => _http.Dispose();

    private static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (HttpRequestException failure)
        {
            throw new BatonException(LocalCloudProblems.NoAnswer(failure.Message), failure);
        }
    }
}

using Baton.Cloud.Server;

namespace Baton.Tests.Cloud.S3;

/// <summary>A cloud with a bucket.</summary>
internal sealed class S3Room : IAsyncDisposable
{
    public const string Bucket = "room";

    private S3Room(SimulatedCloud cloud) => (Cloud, Client) = (cloud, new(cloud));

    public SimulatedCloud Cloud { get; }

    public S3Client Client { get; private set; }

    public static async Task<S3Room> OpenAsync(Func<CloudOptions, CloudOptions>? change = null)
    {
        var room = new S3Room(await SimulatedCloud.StartAsync(change));
        (await room.Client.SendAsync("PUT", $"/{Bucket}")).Succeeded();
        return room;
    }

    public Task<S3Client.S3Answer> SendAsync(string method, string path, byte[]? body = null, params (string Name, string Value)[] headers) => Client.SendAsync(method, $"/{Bucket}{path}", body, headers);

    public Task<S3Client.S3Answer> SendAsync(string method, string path, string body, params (string Name, string Value)[] headers) => Client.SendAsync(method, $"/{Bucket}{path}", body, headers);

    public async Task<S3Client.S3Answer> PutAsync(string key, string body, params (string Name, string Value)[] headers) => (await SendAsync("PUT", $"/{key}", body, headers)).Succeeded();

    public async Task<string> GetAsync(string key) => (await SendAsync("GET", $"/{key}")).Succeeded().Text;

    public async Task RestartAsync()
    {
        await Cloud.DownAsync();
        await Cloud.UpAsync();
        Client = new(Cloud);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Cloud.DisposeAsync();
    }
}

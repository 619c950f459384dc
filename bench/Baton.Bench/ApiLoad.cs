using System.Text.RegularExpressions;

namespace Baton.Bench;

/// <summary>Several clients at once that ask again as soon as they are answered.</summary>
internal sealed partial class ApiLoad(ApiServer server, int connections)
{
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_time = TimeSpan.FromSeconds(5);
    private const int Launches = 800;

    /// <summary>Answers per second to one request, after a time in which both servers get warm.</summary>
    public async Task<Measure> RateAsync(string form)
    {
        var request = ApiConnection.Request(server, form);
        Task<int> OnceAsync(ApiConnection connection) => OneAsync(connection, request);
        await RateAsync(OnceAsync, s_warmUp);
        return await RateAsync(OnceAsync, s_time);
    }

    /// <summary>Instances per second, one in each request: so many in all that a subnet has addresses for them.</summary>
    public async Task<Measure> LaunchRateAsync(string image)
    {
        var request = ApiConnection.Request(server, $"Action=RunInstances&ImageId={image}&MinCount=1&MaxCount=1&InstanceType=t3.micro");
        var (start, before) = (TimeProvider.System.GetTimestamp(), await server.ProcessorTimeAsync());
        await Task.WhenAll(Enumerable.Range(0, connections).Select(async _ =>
        {
            using var connection = new ApiConnection(server);
            for (var count = 0; count < Launches / connections; count++)
            {
                await connection.ExchangeAsync(request);
            }
        }));
        return new(Launches, TimeProvider.System.GetElapsedTime(start), await server.ProcessorTimeAsync() - before);
    }

    /// <summary>What a tool does with a server: launch, look, tag, look by tag, list its volumes and the groups, terminate.</summary>
    public Task<Measure> MixedRateAsync(string image) => RateAsync(connection => LifeAsync(connection, image), s_time);

    private static async Task<int> OneAsync(ApiConnection connection, byte[] request)
    {
        await connection.ExchangeAsync(request);
        return 1;
    }

    private async Task<Measure> RateAsync(Func<ApiConnection, Task<int>> work, TimeSpan time)
    {
        var (start, before) = (TimeProvider.System.GetTimestamp(), await server.ProcessorTimeAsync());
        var counts = await Task.WhenAll(Enumerable.Range(0, connections).Select(async _ =>
        {
            using var connection = new ApiConnection(server);
            var count = 0;
            while (TimeProvider.System.GetElapsedTime(start) < time)
            {
                count += await work(connection);
            }

            return count;
        }));
        return new(counts.Sum(), TimeProvider.System.GetElapsedTime(start), await server.ProcessorTimeAsync() - before);
    }

    private async Task<int> LifeAsync(ApiConnection connection, string image)
    {
        var launched = await connection.SendAsync(ApiConnection.Request(server, $"Action=RunInstances&ImageId={image}&MinCount=1&MaxCount=1&InstanceType=t3.micro"));
        var id = InstanceId().Match(launched).Groups["id"].Value;
        string[] next =
        [
            $"Action=DescribeInstances&InstanceId.1={id}",
            $"Action=CreateTags&ResourceId.1={id}&Tag.1.Key=Name&Tag.1.Value={id}",
            $"Action=DescribeInstances&Filter.1.Name=tag%3AName&Filter.1.Value.1={id}",
            $"Action=DescribeVolumes&Filter.1.Name=attachment.instance-id&Filter.1.Value.1={id}",
            "Action=DescribeSecurityGroups",
            $"Action=TerminateInstances&InstanceId.1={id}",
        ];
        foreach (var form in next)
        {
            await connection.ExchangeAsync(ApiConnection.Request(server, form));
        }

        return next.Length + 1;
    }

    [GeneratedRegex("<instanceId>(?<id>i-[0-9a-f]+)</instanceId>", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex InstanceId();
}

using System.Globalization;
using System.Text.RegularExpressions;
using Baton.Rehearsals.Stage;

namespace Baton.Bench;

/// <summary>The API with simulated machines, beside moto's server where one is installed: the same requests, one after the other on the same computer.</summary>
internal sealed partial class CloudBench(BenchStage stage)
{
    private const int Connections = 4;
    private const int Starts = 3;
    private const string AnyRequest = "Action=DescribeRegions";

    private readonly List<string> _rows = [];

    public async Task RunAsync()
    {
        var ours = await OursAsync();
        var moto = await MotoAsync();
        Console.WriteLine($"| {Connections} connections | Baton | moto | times |");
        Console.WriteLine("| --- | --- | --- | --- |");
        foreach (var (row, index) in _rows.Take(ours.Count).Select((row, index) => (row, index)))
        {
            var other = index < moto.Count ? moto[index] : double.NaN;
            var times = row.Contains("per second", StringComparison.Ordinal) ? ours[index] / other : other / ours[index];
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {row} | {Show(ours[index])} | {(double.IsNaN(other) ? "not installed" : Show(other))} | {(double.IsNaN(other) ? "" : Show(times))} |"));
        }
    }

    private static string Show(double value) => value.ToString(value < 20 ? "N1" : "N0", CultureInfo.InvariantCulture);

    private async Task<List<double>> OursAsync()
    {
        var starts = new List<double>();
        List<double> measured = [];
        for (var run = 0; run < Starts; run++)
        {
            var folder = stage.NewFolder();
            var baton = stage.NewBaton(folder);
            var start = TimeProvider.System.GetTimestamp();
            var up = await baton.RunAsync(["cloud", "up", "--port", "0", "--machines", "simulated"], CancellationToken.None);
            RehearsalCloud.Demand(up, "cloud up");
            try
            {
                var server = await ServerAsync(baton, up);
                await MotoServer.AwaitAnswerAsync(server.Server, ApiConnection.Request(server.Server, AnyRequest));
                starts.Add(TimeProvider.System.GetElapsedTime(start).TotalMilliseconds - server.TakenByEnv);
                if (run == Starts - 1)
                {
                    measured = await MeasureAsync(server.Server);
                }
            }
            finally
            {
                await baton.RunAsync(["cloud", "down"], CancellationToken.None);
                BenchStage.Remove(folder);
            }
        }

        return [starts.Order().ElementAt(Starts / 2), .. measured];
    }

    private static async Task<(ApiServer Server, double TakenByEnv)> ServerAsync(BatonCommand baton, BatonAnswer up)
    {
        var start = TimeProvider.System.GetTimestamp();
        var environment = (await baton.RunAsync(["cloud", "env"], CancellationToken.None)).Document!.Value;
        string Of(string name) => environment.GetProperty(name).GetString()!;
        var server = new ApiServer("Baton", new(Of("AWS_ENDPOINT_URL")), new(Of("AWS_ACCESS_KEY_ID"), Of("AWS_SECRET_ACCESS_KEY")), (int)up.Number("pid")!.Value);
        return (server, TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
    }

    private async Task<List<double>> MotoAsync()
    {
        var starts = new List<double>();
        for (var run = 0; run < Starts; run++)
        {
            var start = TimeProvider.System.GetTimestamp();
            using var process = MotoServer.Start(out var port);
            if (process is null)
            {
                return [];
            }

            try
            {
                var server = MotoServer.Server(process, port);
                await MotoServer.AwaitAnswerAsync(server, ApiConnection.Request(server, AnyRequest));
                starts.Add(TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
                if (run == Starts - 1)
                {
                    return [starts.Order().ElementAt(Starts / 2), .. await MeasureAsync(server)];
                }
            }
            finally
            {
                process.Kill();
            }
        }

        return [];
    }

    /// <summary>The rows after the start, in the order in which they are shown.</summary>
    private async Task<List<double>> MeasureAsync(ApiServer server)
    {
        _rows.Clear();
        _rows.Add("from the start command to the first answer, ms");
        var values = new List<double>();
        var load = new ApiLoad(server, Connections);
        async Task RowAsync(string row, Func<Task<double>> measure)
        {
            Console.Error.WriteLine($"   {server.Name}: {row}");
            _rows.Add(row);
            values.Add(await measure());
        }

        async Task RatesAsync(string row, Func<Task<Measure>> measure)
        {
            Console.Error.WriteLine($"   {server.Name}: {row}");
            var measured = await measure();
            _rows.AddRange([$"{row}, per second", $"{row}, per second of its processor time"]);
            values.AddRange([measured.PerSecond, measured.PerProcessorSecond]);
        }

        var image = await ImageAsync(server);
        await RowAsync("resident memory after the start, MiB", server.ResidentAsync);
        await RatesAsync("DescribeInstances with none", () => load.RateAsync("Action=DescribeInstances"));
        await LaunchAsync(server, image, 100);
        await RatesAsync("DescribeInstances with 100 instances", () => load.RateAsync("Action=DescribeInstances&MaxResults=1000"));
        await LaunchAsync(server, image, 900);
        await RatesAsync("DescribeInstances with 1,000 instances", () => load.RateAsync("Action=DescribeInstances&MaxResults=1000"));
        await RowAsync("resident memory with 1,000 instances, MiB", server.ResidentAsync);
        await RatesAsync("mixed load beside 1,000 instances", () => load.MixedRateAsync(image));
        await RatesAsync("RunInstances of one beside 1,000 instances", () => load.LaunchRateAsync(image));
        await RowAsync("resident memory at the end, MiB", server.ResidentAsync);
        return values;
    }

    private static async Task<string> ImageAsync(ApiServer server)
    {
        using var connection = new ApiConnection(server);
        var images = await connection.SendAsync(ApiConnection.Request(server, "Action=DescribeImages&Owner.1=amazon"));
        return ImageId().Match(images).Groups["id"].Value;
    }

    private static async Task LaunchAsync(ApiServer server, string image, int count)
    {
        using var connection = new ApiConnection(server);
        await connection.ExchangeAsync(ApiConnection.Request(server, $"Action=RunInstances&ImageId={image}&MinCount={count}&MaxCount={count}&InstanceType=t3.micro"));
    }

    [GeneratedRegex("<imageId>(?<id>ami-[0-9a-f]+)</imageId>", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex ImageId();
}

using System.Diagnostics;
using System.Text.Json;

namespace Baton.EndToEnd.Tests.Cloud;

public sealed class CloudKillTests
{
    [Fact]
    public async Task What_was_answered_is_still_there_after_kill_9()
    {
        var home = Directory.CreateTempSubdirectory("baton-kill-");
        try
        {
            var first = await BatonAsync(home, "cloud", "up", "--machines", "simulated", "--port", "0", "--json");
            var launched = await AwsAsync(home, "ec2", "allocate-address", "--query", "AllocationId");

            await AwsAsync(home, "s3api", "create-bucket", "--bucket", "kept", "--query", "Location");
            var put = await AwsAsync(home, "s3api", "put-object", "--bucket", "kept", "--key", "baton", "--body", Path.Combine(AppContext.BaseDirectory, "baton"), "--query", "ETag");

            Process.GetProcessById(first.GetProperty("pid").GetInt32()).Kill();
            var second = await BatonAsync(home, "cloud", "up", "--machines", "simulated", "--port", "0", "--json");

            Assert.NotEqual(first.GetProperty("pid").GetInt32(), second.GetProperty("pid").GetInt32());
            Assert.Equal(launched, await AwsAsync(home, "ec2", "describe-addresses", "--query", "Addresses[].AllocationId"));
            Assert.Equal(put, await AwsAsync(home, "s3api", "head-object", "--bucket", "kept", "--key", "baton", "--query", "ETag"));
            var back = Path.Combine(home.FullName, "back");
            await AwsAsync(home, "s3api", "get-object", "--bucket", "kept", "--key", "baton", back);
            Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "baton"), TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(back, TestContext.Current.CancellationToken));
            await BatonAsync(home, "cloud", "down", "--json");
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    private static async Task<JsonElement> BatonAsync(DirectoryInfo home, params string[] arguments) =>
        JsonDocument.Parse(await RunAsync(home, Path.Combine(AppContext.BaseDirectory, "baton"), [], arguments)).RootElement;

    private static async Task<string> AwsAsync(DirectoryInfo home, params string[] arguments)
    {
        var keys = JsonDocument.Parse(await RunAsync(home, Path.Combine(AppContext.BaseDirectory, "baton"), [], ["cloud", "env", "--json"])).RootElement;
        var environment = keys.EnumerateObject().ToDictionary(variable => variable.Name, variable => variable.Value.GetString()!);
        return await RunAsync(home, "/usr/bin/aws", environment, ["--output", "text", .. arguments]);
    }

    private static async Task<string> RunAsync(DirectoryInfo home, string program, Dictionary<string, string> environment, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments);
        start.Environment["BATON_HOME"] = home.FullName;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var (status, output, errors) = await LimitedProcess.RunAsync(start, TimeSpan.FromMinutes(1));
        Assert.True(status == 0, $"{program} failed: {errors}");
        return output.Trim();
    }
}

using System.Text.Json.Nodes;
using Baton.Cloud.Places;
using Baton.Commands.Cloud;
using Baton.LocalCloud;

namespace Baton.Tests.Commands;

public sealed class CloudCommandsTests : IDisposable
{
    private readonly InProcess _baton = new();

    public void Dispose() => _baton.Dispose();

    [Theory]
    [InlineData("cloud env")]
    [InlineData("cloud console i-1")]
    [InlineData("cloud ssh i-1")]
    [InlineData("cloud fault add RunInstances InternalError")]
    public async Task Without_a_running_cloud_the_next_step_is_to_start_it(string commandLine)
    {
        Assert.Equal(ExitCodes.Failed, await _baton.RunAsync(commandLine));

        Assert.Equal("BTN0701 The local cloud is not running. → Start it with 'baton cloud up'.\n", _baton.Terminal.Talked);
    }

    [Fact]
    public async Task The_environment_of_a_running_cloud_is_printed_for_a_shell()
    {
        var folder = RunHere();

        Assert.Equal(0, await _baton.RunAsync("cloud env"));

        var keys = folder.Keys();
        Assert.Equal(
            [
                "unset AWS_SESSION_TOKEN AWS_SECURITY_TOKEN AWS_PROFILE AWS_DEFAULT_PROFILE AWS_ENDPOINT_URL_EC2 AWS_ENDPOINT_URL_STS AWS_ENDPOINT_URL_S3 AWS_ENDPOINT_URL_ROUTE_53 AWS_IGNORE_CONFIGURED_ENDPOINT_URLS AWS_USE_FIPS_ENDPOINT AWS_USE_DUALSTACK_ENDPOINT",
                "export AWS_ENDPOINT_URL='http://127.0.0.1:4999'", "export AWS_REGION='us-east-1'", "export AWS_DEFAULT_REGION='us-east-1'",
                $"export AWS_ACCESS_KEY_ID='{keys.AccessKeyId}'", $"export AWS_SECRET_ACCESS_KEY='{keys.SecretAccessKey}'",
                $"export AWS_DATA_PATH='{folder.BotocoreData}'", "export AWS_STS_REGIONAL_ENDPOINTS='regional'",
            ],
            _baton.Terminal.Answered.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Clients_that_do_not_know_the_endpoint_variable_find_it_in_a_data_path_and_what_the_user_has_there_stays()
    {
        var folder = RunHere();
        string? path = "/opt/models:it's mine";
        var surroundings = (string name) => name == "AWS_DATA_PATH" ? path : null;

        Assert.Equal($"{folder.BotocoreData}:/opt/models:it's mine", CloudEnvironment.OfOlderClients(folder, surroundings).ToDictionary()["AWS_DATA_PATH"]);
        path = $"{folder.BotocoreData}:/opt/models";
        Assert.Equal(path, CloudEnvironment.OfOlderClients(folder, surroundings).ToDictionary()["AWS_DATA_PATH"]);
    }

    [Fact]
    public async Task The_data_for_older_clients_names_the_cloud_as_the_endpoint_of_everything()
    {
        var folder = RunHere();
        await _baton.RunAsync("cloud env");

        var partition = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder.BotocoreData, "endpoints.json")))!["partitions"]![0]!;

        Assert.Equal("127.0.0.1:4999", (string?)partition["defaults"]!["hostname"]);
        Assert.Equal("http", (string?)partition["defaults"]!["protocols"]![0]);
        Assert.Equal(Regions.All, partition["regions"]!.AsObject().Select(region => region.Key));
    }

    [Fact]
    public void Ports_that_stand_elsewhere_are_named()
    {
        var terminal = new CapturedTerminal();

        CloudStatusCommand.Show(
            terminal.AnswerConsole,
            new() { Running = true, Endpoint = new("http://127.0.0.1:4999"), StartedAt = DateTimeOffset.UnixEpoch, PortOffsets = [new(22, 10022), new(80, 10080)] });

        Assert.Contains("22 is 10022, 80 is 10080", terminal.Answered.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_account_and_region_have_an_environment_of_their_own()
    {
        var folder = RunHere();

        Assert.Equal(0, await _baton.RunAsync("cloud env --account 210987654321 --region eu-central-1"));

        Assert.Contains("export AWS_REGION='eu-central-1'", _baton.Terminal.Answered, StringComparison.Ordinal);
        Assert.Contains("export AWS_ACCESS_KEY_ID='AKIAACCT210987654321'", _baton.Terminal.Answered, StringComparison.Ordinal);
        Assert.DoesNotContain(folder.Keys().SecretAccessKey, _baton.Terminal.Answered, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cloud fault add RunInstances", "BTN0707")]
    [InlineData("cloud fault add RunInstances InternalError --lost", "BTN0707")]
    [InlineData("cloud fault add RunInstances --latency soon", "BTN0708")]
    public async Task A_fault_says_one_thing_that_happens(string commandLine, string code)
    {
        Assert.Equal(ExitCodes.Failed, await _baton.RunAsync(commandLine));

        Assert.StartsWith(code, _baton.Terminal.Talked, StringComparison.Ordinal);
    }

    [Fact]
    public void Ssh_goes_to_the_port_that_stands_for_22_and_trusts_only_the_key_of_the_console()
    {
        var arguments = Baton.Commands.Cloud.CloudSshCommand.Arguments(new("admin", "key.pem", ["uptime"]), "/tmp/known", "i-1", "127.42.0.7", 10022);

        Assert.Equal(
            "-p 10022 -o UserKnownHostsFile=/tmp/known -o GlobalKnownHostsFile=/dev/null -o HostKeyAlias=i-1 -o StrictHostKeyChecking=yes -i key.pem -o IdentitiesOnly=yes admin@127.42.0.7 uptime",
            string.Join(' ', arguments));
    }

    [Fact]
    public void The_key_of_the_cloud_is_kept_for_its_owner_only()
    {
        var folder = new CloudFolder(_baton.State);

        var keys = folder.Keys();

        Assert.Equal(keys, new CloudFolder(_baton.State).Keys());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_baton.State.Cloud, "keys.json")));
        Assert.DoesNotContain(keys.SecretAccessKey, keys.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cloud_whose_process_is_gone_is_not_running()
    {
        var folder = RunHere();
        folder.Write(folder.Running()! with { ProcessStarted = "1" });

        Assert.Null(folder.Running());
    }

    [Fact]
    public void The_key_of_the_cloud_is_used_for_its_own_endpoint_only()
    {
        var folder = RunHere();

        Assert.NotNull(CloudEnvironment.Completed(_ => null, new("http://localhost:4999"), folder)("AWS_ACCESS_KEY_ID"));
        Assert.Null(CloudEnvironment.Completed(_ => null, new("http://localhost:5000"), folder)("AWS_ACCESS_KEY_ID"));
        Assert.Null(CloudEnvironment.Completed(_ => null, null, folder)("AWS_ACCESS_KEY_ID"));
        Assert.Equal("AKIAMINE", CloudEnvironment.Completed(name => name == "AWS_ACCESS_KEY_ID" ? "AKIAMINE" : null, new("http://localhost:4999"), folder)("AWS_ACCESS_KEY_ID"));
    }

    /// <summary>This process stands in for the cloud's.</summary>
    private CloudFolder RunHere()
    {
        var folder = new CloudFolder(_baton.State);
        folder.Create();
        folder.Write(new()
        {
            Endpoint = new("http://127.0.0.1:4999"),
            Pid = Environment.ProcessId,
            ProcessStarted = ProcessStart.Of(Environment.ProcessId)!,
            Region = "us-east-1",
            Machines = "simulated",
            StartedAt = new(2026, 11, 21, 9, 31, 0, TimeSpan.Zero),
        });
        return folder;
    }
}

using System.Text.Json;
using Baton.EndToEnd.Tests.Cloud;
using Baton.EndToEnd.Tests.Network;

namespace Baton.EndToEnd.Tests.Program;

/// <summary>An image of the level 'shutdown' of a real machine: EC2 stops it, copies its disk, starts it; systemd says how it ended.</summary>
public sealed class RebootImageTests
{
    private static readonly string s_port = Environment.IsPrivilegedProcess ? "22" : "10022";

    [Fact]
    public async Task An_image_by_reboot_is_proved_and_a_service_that_had_to_be_killed_gives_none()
    {
        await using var shell = await CloudShell.StartAsync("qemu");
        var key = Path.Combine(shell.Baton.Home, "key.pem");
        var (instance, address) = await LaunchAsync(shell, key);
        await GuestAsync(shell, key, address, Service("diary", "exit 0"));
        await File.WriteAllTextAsync(
            Path.Combine(shell.Baton.Home, "baton.yaml"),
            $"""
            region: us-east-1
            servers:
              diary:
                instance: {instance}
                ssh: {"{"} user: admin, port: {s_port}, identity-file: {key} {"}"}
                folders: [/srv/diary]
                services: [diary.service]
                consistency: shutdown
            """,
            TestContext.Current.CancellationToken);

        var image = await BatonAsync(shell, "image", "diary", "--yes");

        Assert.Equal("succeeded", image.GetProperty("outcome").GetString());
        Assert.Equal("shutdown", image.GetProperty("results").GetProperty("consistency").GetString());
        Assert.True(image.GetProperty("measurements").GetProperty("outageMs").GetDouble() > 1000);
        // It runs again, and nothing of ours is left on it.
        Assert.Equal("active", (await GuestAsync(shell, key, address, "systemctl is-active diary; sudo ls /var/lib/baton /etc/baton 2>/dev/null || true")).Trim());
        var verified = await BatonAsync(shell, "verify", image.GetProperty("results").GetProperty("imageId").GetString()!);
        Assert.Equal("passed", verified.GetProperty("results").GetProperty("verdict").GetString());

        await GuestAsync(shell, key, address, Service("diary", "while :; do sleep 1; done"));
        var refused = await BatonAsync(shell, "image", "diary", "--yes");
        Assert.Equal("rolledBack", refused.GetProperty("outcome").GetString());
        var problem = Assert.Single(refused.GetProperty("problems").EnumerateArray());
        Assert.Equal("BTN0606", problem.GetProperty("code").GetString());
        Assert.Contains("diary.service", problem.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    /// <summary>A unit that writes a line a second, and what it does when it is asked to end.</summary>
    private static string Service(string name, string end) => $$"""
        sudo mkdir -p /srv/{{name}}
        sudo tee /usr/local/bin/{{name}} >/dev/null <<'END'
        #!/bin/bash
        trap '{{end}}' TERM
        while :; do date >>/srv/{{name}}/lines; sleep 1; done
        END
        sudo chmod 755 /usr/local/bin/{{name}}
        printf '[Service]\nExecStart=/usr/local/bin/{{name}}\nTimeoutStopSec=3\n[Install]\nWantedBy=multi-user.target\n' | sudo tee /etc/systemd/system/{{name}}.service >/dev/null
        sudo systemctl daemon-reload
        sudo systemctl enable --quiet {{name}}
        sudo systemctl restart {{name}}
        """;

    private static async Task<(string Instance, string Address)> LaunchAsync(CloudShell shell, string key)
    {
        await File.WriteAllTextAsync(key, await AwsAsync(shell, "create-key-pair", "--key-name", "test", "--query", "KeyMaterial") + "\n");
        File.SetUnixFileMode(key, UnixFileMode.UserRead);
        await AwsAsync(shell, "authorize-security-group-ingress", "--group-name", "default", "--protocol", "tcp", "--port", "22", "--cidr", "0.0.0.0/0");
        var image = await AwsAsync(shell, "describe-images", "--owners", "amazon", "--query", "Images[0].ImageId");
        var instance = await AwsAsync(shell, "run-instances", "--image-id", image, "--instance-type", "t3.micro", "--key-name", "test", "--query", "Instances[0].InstanceId");
        await AwsAsync(shell, "wait", "instance-running", "--instance-ids", instance);
        var address = await AwsAsync(shell, "describe-instances", "--instance-ids", instance, "--query", "Reservations[0].Instances[0].PublicIpAddress");
        await NetworkRoom.WaitForSshAsync(address, int.Parse(s_port, System.Globalization.CultureInfo.InvariantCulture), seconds: 300);
        return (instance, address);
    }

    private static async Task<string> AwsAsync(CloudShell shell, params string[] arguments)
    {
        var (status, output, errors) = await shell.RunAsync("/usr/bin/aws", ["--output", "text", "ec2", .. arguments]);
        Assert.True(status == 0, errors);
        return output.Trim();
    }

    private static async Task<JsonElement> BatonAsync(CloudShell shell, params string[] arguments)
    {
        var (_, output, errors) = await shell.RunAsync(BatonProcess.Program, ["--config", Path.Combine(shell.Baton.Home, "baton.yaml"), .. arguments, "--json"]);
        Assert.True(output.Length > 0, errors);
        TestContext.Current.TestOutputHelper!.WriteLine(output);
        using var document = JsonDocument.Parse(output);
        return document.RootElement.Clone();
    }

    private static async Task<string> GuestAsync(CloudShell shell, string key, string address, string command)
    {
        var (status, output, errors) = await shell.RunAsync(
            "/usr/bin/ssh", "-F", "none", "-i", key, "-p", s_port, "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR", "-o", "BatchMode=yes", $"admin@{address}", command);
        Assert.True(status == 0, errors);
        return output;
    }
}

using System.Text.Json;

namespace Baton.EndToEnd.Tests.Cloud;

public sealed class PackerTests
{
    private static readonly string s_template = Path.Combine(AppContext.BaseDirectory, "Cloud", "packer.json");

    [Fact]
    public async Task Packer_builds_an_image_of_a_simulated_machine_and_leaves_nothing_else()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/packer"), "Packer is not installed: apt-get install packer");
        await using var shell = await CloudShell.StartAsync();

        await BuildAsync(shell, s_template, "none");

        var image = await ImageAsync(shell);
        Assert.Equal(("available", "packer"), (image.GetProperty("State").GetString(), image.GetProperty("Tags")[0].GetProperty("Value").GetString()));
        await NothingElseAsync(shell);
    }

    [Fact]
    public async Task Packer_provisions_a_real_machine_over_SSH_and_the_image_of_it_boots_with_what_was_done()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/packer"), "Packer is not installed: apt-get install packer");
        await using var shell = await CloudShell.StartAsync("qemu");
        Assert.SkipWhen((await shell.Baton.AskAsync("cloud", "status")).GetProperty("machines").GetString() != "qemu", "no virtual machines here");
        var folder = Directory.CreateTempSubdirectory("baton-packer-");
        try
        {
            var template = Path.Combine(folder.FullName, "packer.json");
            await File.WriteAllTextAsync(template, WithProvisioner(await File.ReadAllTextAsync(s_template, TestContext.Current.CancellationToken)), TestContext.Current.CancellationToken);

            await BuildAsync(shell, template, "ssh");

            await NothingElseAsync(shell);
            Assert.Equal("baked", await BootAsync(shell, (await ImageAsync(shell)).GetProperty("ImageId").GetString()!, folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string WithProvisioner(string template) =>
        template.TrimEnd()[..^1] + """
            , "provisioners": [{"type": "shell", "inline": ["echo baked | sudo tee /etc/baked", "sudo sync"]}]
            }
            """;

    private static async Task BuildAsync(CloudShell shell, string template, string communicator)
    {
        shell.Variables["PACKER_COMMUNICATOR"] = communicator;
        shell.Variables["CHECKPOINT_DISABLE"] = "1";

        // Asked every so many seconds instead of 15: the machines here need less.
        shell.Variables["AWS_POLL_DELAY_SECONDS"] = "1";
        var (status, output, errors) = await shell.RunAsync("/usr/bin/packer", "build", "-color=false", template);
        Assert.True(status == 0, output + errors);
    }

    /// <summary>Launches the image, logs in, and reads what was baked.</summary>
    private static async Task<string> BootAsync(CloudShell shell, string imageId, string folder)
    {
        var script = $$"""
            set -eu
            cd {{folder}}
            aws ec2 create-key-pair --key-name check --key-type ed25519 --query KeyMaterial --output text >key; chmod 600 key
            aws ec2 authorize-security-group-ingress --group-name default --protocol tcp --port 22 --cidr 0.0.0.0/0 >log
            id=$(aws ec2 run-instances --image-id {{imageId}} --instance-type t3.micro --key-name check --query 'Instances[0].InstanceId' --output text)
            aws ec2 wait instance-status-ok --instance-ids "$id"
            "$BATON" cloud ssh "$id" -i key -- cat /etc/baked
            aws ec2 terminate-instances --instance-ids "$id" >log
            aws ec2 wait instance-terminated --instance-ids "$id"
            """;
        var (status, output, errors) = await shell.RunAsync("/bin/bash", "-c", script);
        Assert.True(status == 0, errors);
        return output.Trim();
    }

    private static async Task<JsonElement> ImageAsync(CloudShell shell)
    {
        var (_, output, _) = await shell.RunAsync("/usr/bin/aws", "ec2", "describe-images", "--owners", "self", "--query", "Images[0]", "--output", "json");
        using var document = JsonDocument.Parse(output);
        return document.RootElement.Clone();
    }

    private static async Task NothingElseAsync(CloudShell shell)
    {
        foreach (var (what, query) in new[]
        {
            ("describe-key-pairs", "KeyPairs[]"), ("describe-volumes", "Volumes[]"), ("describe-security-groups", "SecurityGroups[?GroupName!='default']"),
            ("describe-instances", "Reservations[].Instances[?State.Name!='terminated'][]"),
        })
        {
            var (_, output, _) = await shell.RunAsync("/usr/bin/aws", "ec2", what, "--query", query, "--output", "json");
            Assert.Equal("[]", output.Trim());
        }
    }
}

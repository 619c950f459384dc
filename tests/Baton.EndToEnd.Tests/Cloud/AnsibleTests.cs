namespace Baton.EndToEnd.Tests.Cloud;

public sealed class AnsibleTests
{
    [Fact]
    public async Task Ansible_builds_servers_and_networks_and_takes_them_down_again()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/ansible-playbook"), "Ansible is not installed: apt-get install ansible");
        await using var shell = await CloudShell.StartAsync();
        // Ansible keeps its temporary files and its host keys below the home.
        var home = Directory.CreateTempSubdirectory("baton-ansible-");
        try
        {
            shell.Variables["HOME"] = home.FullName;
            shell.Variables["ANSIBLE_LOCALHOST_WARNING"] = "false";

            var (status, output, errors) = await shell.RunAsync("/usr/bin/ansible-playbook", "-i", "localhost,", Path.Combine(AppContext.BaseDirectory, "Cloud", "ansible_story.yml"));

            Assert.True(status == 0, output + errors);
            var left = await shell.RunAsync("/usr/bin/aws", "ec2", "describe-vpcs", "--query", "Vpcs[].CidrBlock", "--output", "text");
            Assert.Equal("172.31.0.0/16", left.Output.Trim());
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }
}

using Baton.Aws.Wire;

namespace Baton.Tests.Cloud;

public sealed class SupportTableTests
{
    private const string Begin = "<!-- The table from here on is written by SupportTableTests with BATON_APPROVE=1. -->\n";

    [Fact]
    public async Task The_support_table_says_what_the_code_does()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var every = File.ReadAllLines(Approved.Repository("eng/ec2-actions.txt")).Where(line => line.Length > 0 && line[0] != '#').ToList();
        var path = Approved.Repository("docs/local-cloud.md");
        var document = File.ReadAllText(path);
        var at = document.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;

        var table = SupportTable.Of([.. cloud.Server.Registry], cloud.Server.JsonRegistry, every);

        if (Environment.GetEnvironmentVariable("BATON_APPROVE") == "1")
        {
            File.WriteAllText(path, document[..at] + table);
        }

        Assert.Equal(table, File.ReadAllText(path)[at..]);
    }

    [Fact]
    public async Task Every_action_of_the_table_is_one_of_AWS()
    {
        await using var cloud = await SimulatedCloud.StartAsync();

        Assert.Empty(cloud.Server.Registry.Where(action => action.Service == AwsService.Ec2).Select(action => action.Name).Except(File.ReadAllLines(Approved.Repository("eng/ec2-actions.txt"))));
    }
}

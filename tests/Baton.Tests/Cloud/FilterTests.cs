using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Tests.Cloud.Api;

namespace Baton.Tests.Cloud;

public sealed class FilterTests
{
    [Fact]
    public async Task Every_filter_that_AWS_documents_is_taken()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        await cloud.LaunchAsync();
        var refused = new List<string>();
        foreach (var line in File.ReadAllLines(Approved.Repository("eng/documented-filters.txt")).Where(line => line.Length > 0 && line[0] != '#'))
        {
            var words = line.Split(' ');
            foreach (var name in words[1..])
            {
                if (await RefusesAsync(cloud, words[0], name))
                {
                    refused.Add($"{words[0]} {name}");
                }
            }
        }

        Assert.Empty(refused);
    }

    [Theory]
    [InlineData("metadata-options.http-tokens", "optional", true)]
    [InlineData("network-interface.attachment.device-index", "0", true)]
    [InlineData("network-interface.addresses.primary", "false", false)]
    [InlineData("outpost-arn", "*", false)]
    public async Task A_filter_finds_what_is_there_and_nothing_of_what_is_not_here(string name, string value, bool found)
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        await cloud.LaunchAsync();

        Assert.Equal(found ? 1 : 0, (await cloud.SendAsync(new DescribeInstancesRequest { Filters = [new() { Name = name, Values = [value] }] })).Reservations.Count);
    }

    [Fact]
    public async Task A_filter_that_nobody_documents_is_refused()
    {
        await using var cloud = await SimulatedCloud.StartAsync();

        Assert.Equal("InvalidParameterValue", await cloud.RefusedAsync(new DescribeVpcsRequest { Filters = [new() { Name = "colour", Values = ["blue"] }] }));
    }

    private static async Task<bool> RefusesAsync(SimulatedCloud cloud, string action, string name)
    {
        var type = typeof(DescribeVpcsRequest).Assembly.GetType($"Baton.Aws.Ec2.{action}Request")!;
        var request = Activator.CreateInstance(type)!;
        type.GetProperty("Filters")!.SetValue(request, (IReadOnlyList<Filter>)[new() { Name = name, Values = ["x"] }]);

        // Asked of no template, versions of all of them must be named.
        type.GetProperty("Versions")?.SetValue(request, (IReadOnlyList<string>)["$Latest"]);
        try
        {
            var response = type.GetInterfaces().First(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IAwsRequest<,>)).GetGenericArguments()[1];
            await (Task)typeof(SimulatedCloud).GetMethod(nameof(SimulatedCloud.SendAsync))!.MakeGenericMethod(type, response).Invoke(cloud, [request])!;
            return false;
        }
        catch (AwsException)
        {
            return true;
        }
    }
}

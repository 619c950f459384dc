using Baton.Aws.Client;
using Baton.Aws.Ec2;

namespace Baton.Tests.Operations;

/// <summary>They write through the Elastic IP, whatever happens, and remember what they were promised.</summary>
internal sealed class Users(AwsClient aws, FakeFleet fleet, string allocationId)
{
    private int _next;

    public List<string> Acknowledged { get; } = [];

    /// <summary>Requests that nobody answered or held.</summary>
    public List<string> Refused { get; } = [];

    /// <summary>Requests that were answered with the maintenance page.</summary>
    public int Told { get; private set; }

    public string Where { get; set; } = "at the beginning";

    /// <summary>The server to which their name for it leads; null for the one that has the Elastic IP.</summary>
    public FakeServer? Entrance { get; set; }

    public async Task WriteAsync()
    {
        if (Entrance is { } entrance)
        {
            lock (fleet.Gate)
            {
                Write(entrance, hops: 0);
            }

            return;
        }

        var answer = await aws.SendAsync(new DescribeAddressesRequest { AllocationIds = [allocationId] }, CancellationToken.None);
        lock (fleet.Gate)
        {
            Write(fleet.ById(answer.Addresses[0].InstanceId!), hops: 0);
        }
    }

    /// <summary>What was acknowledged and is not on the server that answers now.</summary>
    public IReadOnlyList<string> Lost(FakeServer server) => [.. Acknowledged.Where(write => !server.Log.Contains(write) || !server.Files.Contains(write))];

    private void Write(FakeServer server, int hops)
    {
        switch (server.Gate)
        {
            case "closed":
                return;
            case "page":
                Told++;
                return;
            case "other":
                Assert.True(hops == 0, "The gates send requests in a circle.");
                Write(server.LinkedTo is { } older ? fleet.ById(older) : fleet.All.Last(other => other.LinkedTo == server.InstanceId), hops + 1);
                return;
            default:
                Answer(server);
                return;
        }
    }

    private void Answer(FakeServer server)
    {
        if (!server.Active.Contains("payroll.service") || !server.IsPrimary || server.Dead)
        {
            Refused.Add($"{Where}: {server.Describe()}");
            return;
        }

        if (!server.Ids.Add(++server.Sequence))
        {
            Refused.Add($"{Where}: duplicate key value {server.Sequence}");
            return;
        }

        var write = $"write-{++_next}";
        server.Log.Add(write);
        server.Files.Add(write);
        Acknowledged.Add(write);
    }
}

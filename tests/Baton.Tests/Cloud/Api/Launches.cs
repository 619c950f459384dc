using Baton.Aws.Ec2;

namespace Baton.Tests.Cloud.Api;

/// <summary>Short ways to instances that are there.</summary>
internal static class Launches
{
    public static async Task<Instance> LaunchAsync(this SimulatedCloud cloud, Func<RunInstancesRequest, RunInstancesRequest>? change = null)
    {
        var images = await cloud.SendAsync(new DescribeImagesRequest { Owners = ["amazon"] });
        var request = new RunInstancesRequest { ImageId = images.Images[0].ImageId, InstanceType = "t3.micro", MinCount = 1, MaxCount = 1 };
        var launched = await cloud.SendAsync(change?.Invoke(request) ?? request);
        return await cloud.ReachAsync(launched.Instances[0].InstanceId!, "running");
    }

    /// <summary>Waits, for some seconds at most, until the instance is in a state.</summary>
    public static async Task<Instance> ReachAsync(this SimulatedCloud cloud, string instanceId, string state)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limited.CancelAfter(TimeSpan.FromSeconds(20));
        while (true)
        {
            var instance = await cloud.FindAsync(instanceId);
            if (instance.State!.Name == state)
            {
                return instance;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, limited.Token);
        }
    }

    public static async Task<Instance> FindAsync(this SimulatedCloud cloud, string instanceId) =>
        (await cloud.SendAsync(new DescribeInstancesRequest { InstanceIds = [instanceId] })).Reservations[0].Instances[0];
}

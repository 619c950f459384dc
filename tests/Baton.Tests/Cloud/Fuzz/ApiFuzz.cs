using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Baton.Aws.Ec2;
using Baton.Aws.Signing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Baton.Tests.Cloud.Fuzz;

/// <summary>Sends very many odd requests to a simulated cloud in this process, and looks what is left then.</summary>
internal static partial class ApiFuzz
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task RunAsync(int seed, int requests)
    {
        // A failure names the request. Ids are random, so the same seed asks nearly the same again.
        var random = new Random(seed);
        await using var cloud = await SimulatedCloud.StartAsync(options => options with { AddressQuota = 20, VolumeOptimization = TimeSpan.Zero });
        var forms = new RandomForm(random);
        var watch = Stopwatch.StartNew();
        var codes = new Dictionary<int, int>();
        for (var number = 0; number < requests; number++)
        {
            var form = forms.Next();
            var (status, answer) = await AskAsync(cloud, form);
            Assert.True(status is >= 200 and < 500, $"request {number} got {status}: {string.Join('&', form.Select(pair => $"{pair.Key}={pair.Value}"))}\n{answer}");
            codes[status] = codes.GetValueOrDefault(status) + 1;
            if (status == 200)
            {
                forms.Learn(Id().Matches(answer).Select(match => match.Value).Distinct());
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{requests} requests in {watch.Elapsed.TotalSeconds:F1} s: {string.Join(", ", codes.OrderBy(pair => pair.Key).Select(pair => $"{pair.Value} x {pair.Key}"))}");
        // Were everything refused, nothing would have been tried.
        Assert.InRange(codes.GetValueOrDefault(200), requests / 20, requests);
        await NothingLeftAsync(cloud);
        await cloud.DownAsync();
        await cloud.UpAsync();
        await NothingLeftAsync(cloud);
    }

    private static async Task NothingLeftAsync(SimulatedCloud cloud)
    {
        foreach (var id in await InstancesAsync(cloud))
        {
            await cloud.SendAsync(new ModifyInstanceAttributeRequest { InstanceId = id, DisableApiTermination = new() { Value = false } });
            await cloud.SendAsync(new TerminateInstancesRequest { InstanceIds = [id] });
        }

        using var limited = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        limited.CancelAfter(TimeSpan.FromSeconds(20));
        while ((await InstancesAsync(cloud)).Count > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limited.Token);
        }

        Assert.Empty(cloud.Server.Simulated!.Running);
        Assert.Empty(cloud.Server.SimulatedNetwork!.Ports);
        var nics = (await cloud.SendAsync(new DescribeNetworkInterfacesRequest())).NetworkInterfaces;
        Assert.All(nics, nic => Assert.Equal("available", nic.Status));
        var addresses = (await cloud.SendAsync(new DescribeAddressesRequest())).Addresses.Select(address => address.PublicIp!).ToHashSet();
        Assert.Superset(cloud.Server.SimulatedNetwork.PublicAddresses.Keys.Select(address => address.ToString()).Where(address => address.StartsWith("127.42.", StringComparison.Ordinal)).ToHashSet(), addresses);
    }

    private static async Task<List<string>> InstancesAsync(SimulatedCloud cloud) =>
        [.. (await cloud.SendAsync(new DescribeInstancesRequest())).Reservations.SelectMany(reservation => reservation.Instances).Where(instance => instance.State!.Name != "terminated").Select(instance => instance.InstanceId!)];

    private static async Task<(int Status, string Answer)> AskAsync(SimulatedCloud cloud, Dictionary<string, string> form)
    {
        var service = form.GetValueOrDefault("Version") == "2011-06-15" ? "sts" : "ec2";
        var body = Encoding.UTF8.GetBytes(string.Join('&', form.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}")));
        var unsigned = new SignableRequest { Method = "POST", Path = "/", Query = "", Headers = new Dictionary<string, string> { ["host"] = "localhost" }, Body = body };
        var http = new DefaultHttpContext();
        http.Request.Method = "POST";
        http.Request.Path = "/";
        http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = "/";
        http.Request.ContentType = "application/x-www-form-urlencoded";
        http.Request.Headers.Host = "localhost";
        foreach (var (name, value) in SignatureV4.Sign(unsigned, new(SimulatedCloud.AccessKeyId, SimulatedCloud.SecretAccessKey), new(DateTimeOffset.UtcNow, "us-east-1", service)))
        {
            http.Request.Headers[name] = value;
        }

        http.Request.Body = new MemoryStream(body);
        using var answer = new MemoryStream();
        http.Response.Body = answer;
        await cloud.Server.Serve(http);
        var text = Encoding.UTF8.GetString(answer.GetBuffer(), 0, (int)answer.Length);
        XDocument.Parse(text);
        return (http.Response.StatusCode, text);
    }

    [GeneratedRegex("(?:i|vol|snap|ami|eipalloc|eipassoc|sg|sgr|eni|eni-attach|subnet|vpc|igw|rtb|rtbassoc|acl|aclassoc|dopt|lt|key|iip-assoc)-[0-9a-f]{17}", RegexOptions.NonBacktracking)]
    private static partial Regex Id();
}

using System.Text;

namespace Baton.Tests.Cloud.Json;

public sealed class JsonFuzzTests
{
    private static readonly string[] s_actions = ["GetParameter", "GetParameters", "GetParametersByPath", "PutParameter", "DeleteParameter", "DeleteParameters", "", "Nothing", "GetServiceQuota"];

    private static readonly string[] s_members = ["Name", "Names", "Value", "Path", "Type", "Overwrite", "MaxResults", "NextToken", "VolumeSize", "Tags", "ParentSnapshotId", "ClientToken", "Recursive"];

    private static readonly string[] s_values =
    [
        "\"/web/a\"", "\"/web\"", "\"\"", "null", "1", "-1", "1e99", "true", "[]", "{}", "[1]", "[null]", "[\"/web/a\",\"/web/a\"]", "\"\\ud83d\"", "\"String\"", "\"resolve:ssm:x\"", "[{\"Key\":1}]",
        $"\"{new string('y', 5000)}\"", "\"snap-12345678\"", "nonsense",
    ];

    private static readonly string[] s_targets =
    [
        "/snapshots", "/snapshots/{0}/blocks", "/snapshots/{0}/blocks/0", "/snapshots/{0}/blocks/-1", "/snapshots/{0}/blocks/99999999999", "/snapshots/{0}/changedblocks", "/snapshots/completion/{0}", "/snapshots/%2e%2e/blocks",
        "/", "/snapshots/{0}/blocks?maxResults=0", "/snapshots/{0}/blocks?maxResults=100&pageToken=%ff", "/snapshots/{0}/blocks?pageToken=AAAA&startingBlockIndex=x", "/snapshots/{0}/changedblocks?firstSnapshotId={0}",
    ];

    [Fact]
    public async Task No_request_however_odd_is_answered_with_a_server_error()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        using var ssm = new JsonClient(cloud, "ssm");
        using var ebs = new JsonClient(cloud, "ebs");
        var random = new Random(1);
        string Any(string[] of) => of[random.Next(of.Length)];
        var id = (string)(await ebs.SendAsync("POST", "/snapshots", """{"VolumeSize":1}"""u8.ToArray())).Answer["SnapshotId"]!;
        var taken = 0;
        for (var number = 0; number < 1000; number++)
        {
            var body = string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => $"\"{Any(s_members)}\":{Any(s_values)}"));
            var (action, target, method) = (Any(s_actions), string.Format(null, Any(s_targets), id), Any(["GET", "PUT", "POST"]));
            var status = (int)(await ssm.CallAsync(action, $"{{{body}}}")).Status;
            Assert.True(status is >= 200 and < 500, $"{status} to {action} {{{body}}}");
            taken += status == 200 ? 1 : 0;
            status = (int)(await ebs.SendAsync(method, target, Encoding.UTF8.GetBytes($"{{{body}}}"), random.Next(3) == 0 ? new() { ["x-amz-data-length"] = Any(s_values[..8]), ["x-amz-checksum"] = "x" } : null)).Status;
            Assert.True(status is >= 200 and < 500, $"{status} to {method} {target} {{{body}}}");
        }

        Assert.InRange(taken, 10, 900);
    }
}

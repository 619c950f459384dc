using System.Text;
using Baton.Cloud.Json;

namespace Baton.Tests.Cloud.Fuzz;

/// <summary>Requests to the services that speak JSON: any action with any members, some of which make sense.</summary>
internal sealed class RandomJson(Random random, IReadOnlyList<JsonAction> actions, KnownIds known)
{
    private static readonly string[] s_members =
    [
        "Name", "Names", "Value", "Path", "Type", "Overwrite", "MaxResults", "NextToken", "VolumeSize", "Tags", "ParentSnapshotId", "ClientToken", "Recursive", "ServiceCode", "QuotaCode", "Identifier", "ResourceType",
        "RetentionPeriod", "Description", "DocumentName", "InstanceIds", "Parameters", "CommandId", "ResourceTags", "LockConfiguration",
    ];

    private static readonly string[] s_values =
    [
        "\"/web/a\"", "\"/web\"", "\"\"", "null", "1", "-1", "1e99", "true", "[]", "{}", "[1]", "[null]", "[\"/web/a\",\"/web/a\"]", "\"\\ud83d\"", "\"String\"", "\"resolve:ssm:x\"", "[{\"Key\":1}]",
        $"\"{new string('y', 5000)}\"", "\"ec2\"", "\"EBS_SNAPSHOT\"", "{\"RetentionPeriodValue\":7,\"RetentionPeriodUnit\":\"DAYS\"}", "nonsense",
    ];

    private static readonly string[] s_queries = ["", "", "", "?maxResults=0", "?maxResults=100&pageToken=%ff", "?pageToken=AAAA&startingBlockIndex=x", "?firstSnapshotId={0}", "?tagKeys=a&tagKeys=b", "?blockToken=x"];

    // What works, so that not everything is refused at the door.
    private static readonly Dictionary<string, string> s_usual = new()
    {
        ["GetParameter"] = """{"Name":"/web/a"}""", ["GetParameters"] = """{"Names":["/web/a","/web/b"]}""", ["GetParametersByPath"] = """{"Path":"/web"}""", ["PutParameter"] = """{"Name":"/web/a","Value":"x","Type":"String","Overwrite":true}""",
        ["DeleteParameters"] = """{"Names":["/web/a"]}""", ["GetServiceQuota"] = """{"ServiceCode":"ec2","QuotaCode":"L-0263D0A3"}""", ["ListServiceQuotas"] = """{"ServiceCode":"ec2"}""", ["StartSnapshot"] = """{"VolumeSize":1}""",
        ["CreateRule"] = """{"ResourceType":"EBS_SNAPSHOT","RetentionPeriod":{"RetentionPeriodValue":1,"RetentionPeriodUnit":"DAYS"}}""", ["ListRules"] = """{"ResourceType":"EBS_SNAPSHOT"}""",
    };

    public FuzzRequest Next()
    {
        var action = actions[random.Next(actions.Count)];
        var body = random.Next(3) == 0 && s_usual.TryGetValue(action.Name, out var usual) ? Encoding.UTF8.GetBytes(usual) : Odd();
        if (action.Binding is not { } binding)
        {
            var name = random.Next(20) == 0 ? Any(["", "Nothing", "."]) : action.Name;
            return new(action.Service, "POST", "/", body) { Headers = new Dictionary<string, string> { ["x-amz-target"] = $"Any.{name}" } };
        }

        var path = string.Join('/', binding.Path.Split('/').Select(part => part.StartsWith('{') ? Segment() : part));
        var method = random.Next(10) == 0 ? Any(["GET", "PUT", "POST", "DELETE", "PATCH"]) : binding.Method;
        var isBytes = action.Service == "ebs" && random.Next(3) == 0;
        return new(action.Service, method, path + string.Format(null, Any(s_queries), known.Any(random) ?? "x"), isBytes ? [1, 2, 3] : body)
        {
            Headers = isBytes ? new Dictionary<string, string> { ["x-amz-data-length"] = Any(["3", "-1", "x", "1e99"]), ["x-amz-checksum"] = "x", ["x-amz-checksum-algorithm"] = "SHA256" } : new Dictionary<string, string>(),
        };
    }

    private byte[] Odd() => Encoding.UTF8.GetBytes($"{{{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => $"\"{Any(s_members)}\":{Value()}"))}}}");

    private string Segment() => random.Next(4) switch { 0 => Any(["0", "-1", "99999999999", "%2e%2e", "x"]), _ => Uri.EscapeDataString(known.Starting("snap-", random) ?? "x") };

    private string Value() => random.Next(3) == 0 && known.Any(random) is { } id ? random.Next(2) == 0 ? $"\"{id}\"" : $"[\"{id}\"]" : Any(s_values);

    private string Any(string[] of) => of[random.Next(of.Length)];
}

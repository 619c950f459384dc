using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Baton.Aws.Signing;
using Baton.Aws.Wire;

namespace Baton.EndToEnd.Tests.Aws;

/// <summary>
/// The client and the local cloud share one description of the wire, so a mistake in it would agree with itself. Here AWS's own library reads what
/// Baton writes and writes what Baton reads, for every action with every member set.
/// </summary>
public sealed class BotocoreTests
{
    private static readonly Dictionary<string, Type> Requests = WireRequests.All.Where(type => !WireRequests.IsRest(type))
        .ToDictionary(WireRequests.NameOf);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_request_that_botocore_writes_is_read_and_written_back_the_same()
    {
        var asked = (await Botocore.AskAsync("requests", "", Token)).EnumerateArray().ToList();

        Assert.Equal(Requests.Keys.Order(), asked.Select(one => one.GetProperty("action").GetString()).Order());
        foreach (var one in asked)
        {
            var form = one.GetProperty("form").EnumerateObject().ToDictionary(pair => pair.Name, pair => pair.Value.GetString()!);

            var again = (IReadOnlyList<KeyValuePair<string, string>>)Call(nameof(ReadAndWrite), one.GetProperty("action").GetString()!, form)!;

            // We write milliseconds, as EC2 does; botocore writes none.
            Assert.Equal(Lines(form), Lines(again.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Replace(".000Z", "Z", StringComparison.Ordinal)))));
        }
    }

    [Fact]
    public async Task Every_answer_that_we_write_is_read_by_botocore_and_by_us()
    {
        var answers = Requests.Keys.ToDictionary(action => action, action => FilledShape.New(ResponseOf(action)));
        var documents = answers.ToDictionary(pair => pair.Key, pair => ((XDocument)Call(nameof(WriteAnswer), pair.Key, pair.Value)!).ToString());

        var parsed = (await Botocore.AskAsync("answers", JsonSerializer.Serialize(documents), Token)).EnumerateArray().ToList();

        Assert.Equal(answers.Count, parsed.Count);
        foreach (var one in parsed)
        {
            var action = one.GetProperty("action").GetString()!;
            var expected = FilledShape.Expected(answers[action]);
            Assert.True(
                JsonNode.DeepEquals(expected, JsonNode.Parse(one.GetProperty("parsed").GetRawText())),
                $"{action}: we wrote\n{expected}\nand botocore read\n{one.GetProperty("parsed")}");
            Assert.Equal(documents[action], ((XDocument)Call(nameof(ReadAndWriteAnswer), action, XDocument.Parse(documents[action]))!).ToString());
        }
    }

    [Fact]
    public async Task Every_signature_of_botocore_is_ours()
    {
        var keys = new AwsCredentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
        var verifier = new SignatureVerifier(id => id == "AKIDEXAMPLE" ? "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" : null, _ => true, new FixedTime());

        var signed = (await Botocore.AskAsync("signatures", "", Token)).EnumerateArray().ToList();

        Assert.Equal(12, signed.Count);
        foreach (var one in signed)
        {
            var request = new SignableRequest
            {
                Method = one.GetProperty("method").GetString()!,
                Path = one.GetProperty("path").GetString()!,
                Query = one.GetProperty("query").GetString()!,
                Headers = one.GetProperty("headers").EnumerateObject().ToDictionary(pair => pair.Name, pair => pair.Value.GetString()!),
                Body = Encoding.UTF8.GetBytes(one.GetProperty("body").GetString()!),
            };
            Assert.Equal("AKIDEXAMPLE", verifier.Verify(request, "ec2").AccessKeyId);
            Assert.Equal(
                "SignatureDoesNotMatch",
                Assert.Throws<AwsException>(() => verifier.Verify(request with { Query = request.Query + "&Action=TerminateInstances" }, "ec2")).Code);
            if (request.Headers.TryGetValue("authorization", out var theirs))
            {
                var token = request.Headers.GetValueOrDefault("x-amz-security-token");
                var bare = request.Headers.Where(header => header.Key is "host" or "content-type").ToDictionary();
                var ours = SignatureV4.Sign(
                    request with { Headers = bare }, new(keys.AccessKeyId, "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", token), new(FixedTime.Now, "us-east-1", "ec2"));
                Assert.Equal(theirs, ours["authorization"]);
            }
        }
    }

    private static IEnumerable<string> Lines(IEnumerable<KeyValuePair<string, string>> form) =>
        form.Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal);

    private static Type ResponseOf(string action) =>
        Requests[action].GetInterfaces().Single(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IAwsRequest<,>)).GetGenericArguments()[1];

    private static object? Call(string method, string action, object argument) =>
        typeof(BotocoreTests).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(Requests[action], ResponseOf(action)).Invoke(null, [argument]);

    private static IReadOnlyList<KeyValuePair<string, string>> ReadAndWrite<TRequest, TResponse>(Dictionary<string, string> form)
        where TRequest : class, IAwsRequest<TRequest, TResponse>, new()
        where TResponse : class, IShape<TResponse>, new() =>
        QueryWriter.Write<TRequest, TResponse>(QueryReader.Read<TRequest, TResponse>(form));

    private static XDocument WriteAnswer<TRequest, TResponse>(TResponse answer)
        where TRequest : class, IAwsRequest<TRequest, TResponse>, new()
        where TResponse : class, IShape<TResponse>, new() =>
        XmlAnswerWriter.Document<TRequest, TResponse>(answer, "00000000-0000-4000-8000-000000000000");

    private static XDocument ReadAndWriteAnswer<TRequest, TResponse>(XDocument document)
        where TRequest : class, IAwsRequest<TRequest, TResponse>, new()
        where TResponse : class, IShape<TResponse>, new() =>
        WriteAnswer<TRequest, TResponse>(XmlAnswerReader.Read<TRequest, TResponse>(document));

    private sealed class FixedTime : TimeProvider
    {
        public static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 30, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}

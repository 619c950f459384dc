using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Baton.Aws.Wire;

namespace Baton.EndToEnd.Tests.Aws;

/// <summary>The same as <see cref="BotocoreTests"/>, for the services that speak REST with XML.</summary>
public sealed class BotocoreRestTests
{
    private static readonly Dictionary<string, Type> Requests = WireRequests.All.Where(WireRequests.IsRest).ToDictionary(WireRequests.ActionOf);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_request_that_botocore_writes_is_read_and_written_back_the_same()
    {
        var asked = (await Botocore.AskAsync("rest-requests", "", Token)).EnumerateArray().ToList();

        Assert.Equal(Requests.Keys.Order(), asked.Select(one => one.GetProperty("action").GetString()).Order());
        foreach (var one in asked)
        {
            var action = one.GetProperty("action").GetString()!;
            var binding = (RestBinding)Requests[action].GetProperty("Rest")!.GetValue(null)!;
            var body = one.GetProperty("body").GetString()!;
            var sent = new RestMessage
            {
                Path = binding.Match(one.GetProperty("method").GetString()!, one.GetProperty("path").GetString()!) ?? throw new InvalidOperationException($"{action} is not recognized by its path."),
                Query = one.GetProperty("query").EnumerateObject().ToDictionary(pair => pair.Name, pair => pair.Value.GetString()!),
                Body = body.Length == 0 ? null : XElement.Parse(body),
            };

            var again = (RestMessage)Call(nameof(ReadAndWrite), action, sent)!;

            Assert.Equal(Lines(sent.Path), Lines(again.Path));
            Assert.Equal(Lines(sent.Query).Select(line => line.Replace("True", "true", StringComparison.Ordinal)), Lines(again.Query));
            Assert.Equal(sent.Body?.ToString(), again.Body?.ToString());
        }
    }

    [Fact]
    public async Task Every_answer_that_we_write_is_read_by_botocore_and_by_us()
    {
        var answers = Requests.ToDictionary(pair => pair.Key, pair => FilledShape.New(WireRequests.ResponseOf(pair.Value)));
        var written = answers.ToDictionary(pair => pair.Key, pair => (RestMessage)Call(nameof(WriteAnswer), pair.Key, pair.Value)!);
        var documents = written.ToDictionary(pair => pair.Key, pair => new { body = pair.Value.Body!.ToString(), headers = pair.Value.Headers });

        var parsed = (await Botocore.AskAsync("rest-answers", JsonSerializer.Serialize(documents), Token)).EnumerateArray().ToList();

        Assert.Equal(answers.Count, parsed.Count);
        foreach (var one in parsed)
        {
            var action = one.GetProperty("action").GetString()!;
            var expected = FilledShape.Expected(answers[action]);
            Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(one.GetProperty("parsed").GetRawText())), $"{action}: we wrote\n{expected}\nand botocore read\n{one.GetProperty("parsed")}");
            Assert.Equal(documents[action].body, ((RestMessage)Call(nameof(ReadAndWriteAnswer), action, written[action])!).Body!.ToString());
        }
    }

    private static IEnumerable<string> Lines(IEnumerable<KeyValuePair<string, string>> parameters) =>
        parameters.Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal);

    private static object? Call(string method, string action, object argument) =>
        typeof(BotocoreRestTests).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(Requests[action], WireRequests.ResponseOf(Requests[action])).Invoke(null, [argument]);

    private static RestMessage ReadAndWrite<TRequest, TResponse>(RestMessage sent)
        where TRequest : class, IAwsRequest<TRequest, TResponse>, new()
        where TResponse : class, IShape<TResponse>, new() =>
        RestWriter.Request<TRequest, TResponse>(RestReader.Read<TRequest>(sent));

    private static RestMessage WriteAnswer<TRequest, TResponse>(TResponse answer)
        where TRequest : class, IAwsRequest<TRequest, TResponse>, new()
        where TResponse : class, IShape<TResponse>, new() =>
        RestWriter.Answer<TRequest, TResponse>(answer);

    private static RestMessage ReadAndWriteAnswer<TRequest, TResponse>(RestMessage answer)
        where TRequest : class, IAwsRequest<TRequest, TResponse>, new()
        where TResponse : class, IShape<TResponse>, new() =>
        RestWriter.Answer<TRequest, TResponse>(RestReader.Read<TResponse>(answer));
}

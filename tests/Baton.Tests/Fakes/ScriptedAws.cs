using System.Net;
using System.Text;
using Baton.Aws.Client;
using Baton.Aws.Signing;

namespace Baton.Tests.Fakes;

/// <summary>An endpoint that gives prepared answers in their order, the last one again and again, and keeps what it was asked.</summary>
internal sealed class ScriptedAws(params Func<HttpResponseMessage>[] answers) : HttpMessageHandler
{
    public static readonly AwsCredentials Keys = new("AKIDEXAMPLE", "secret", "session");

    private int _next;

    public List<HttpRequestMessage> Requests { get; } = [];

    public List<string> Bodies { get; } = [];

    public static Func<HttpResponseMessage> Says(string xml, HttpStatusCode status = HttpStatusCode.OK) =>
        () => new(status) { Content = new StringContent(xml, Encoding.UTF8, "text/xml") };

    public static Func<HttpResponseMessage> Refuses(string code, HttpStatusCode status = HttpStatusCode.BadRequest) =>
        Says($"<Response><Errors><Error><Code>{code}</Code><Message>No: {code}.</Message></Error></Errors><RequestID>r-1</RequestID></Response>", status);

    public static Func<HttpResponseMessage> Breaks(HttpRequestError error) => () => throw new HttpRequestException(error, error.ToString());

    public AwsClient Client(TimeProvider time, int maxAttempts = 6) => new(
        new()
        {
            Region = "us-east-1",
            Credentials = _ => Task.FromResult(Keys),
            EndpointOf = _ => new("http://ec2.test:4570/"),
            MaxAttempts = maxAttempts,
        },
        this,
        time);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Add(request);
        Bodies.Add(await request.Content!.ReadAsStringAsync(cancellationToken));
        return answers[Math.Min(_next++, answers.Length - 1)]();
    }
}

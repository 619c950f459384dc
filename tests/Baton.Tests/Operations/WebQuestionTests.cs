using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Baton.Operating;

namespace Baton.Tests.Operations;

/// <summary>A real question over real TLS, to a server that the name does not lead to.</summary>
public sealed class WebQuestionTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public WebQuestionTests() => _listener.Start();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _listener.Stop();

    [Fact]
    public async Task The_real_host_name_is_asked_for_in_TLS_and_in_HTTP_at_the_address_that_is_given()
    {
        var served = ServeAsync("HTTP/1.1 302 Found\r\nLocation: /login\r\nContent-Type: text/html\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi");

        var answer = await Question.AskAsync(new("https://payroll.example.net/reports?y=1"), "127.0.0.1", Token);

        var (name, request) = await served;
        Assert.Equal("payroll.example.net", name);
        Assert.StartsWith("GET /reports?y=1 HTTP/1.1\r\n", request, StringComparison.Ordinal);
        Assert.Contains("Host: payroll.example.net\r\n", request, StringComparison.Ordinal);
        Assert.Equal(302, answer.Status);
        Assert.Equal(["/login"], answer.Headers["location"]);
        Assert.Equal("hi", answer.Body);
        Assert.NotNull(answer.Certificate);
    }

    [Fact]
    public async Task Nobody_there_is_an_answer_too()
    {
        _listener.Stop();

        Assert.NotNull((await Question.AskAsync(new("http://payroll.example.net/"), "127.0.0.1", Token)).Failure);
    }

    private WebQuestion Question
    {
        get
        {
            var port = ((IPEndPoint)_listener.LocalEndpoint).Port;
            return new(
                async (address, _, token) =>
                {
                    var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                    await socket.ConnectAsync(address, port, token);
                    return socket;
                },
                TimeProvider.System);
        }
    }

    private async Task<(string Name, string Request)> ServeAsync(string answer)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=payroll.example.net", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        using var client = await _listener.AcceptTcpClientAsync(Token);
        await using var tls = new SslStream(client.GetStream());
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, Token);
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (!text.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            text.Append(Encoding.ASCII.GetString(buffer, 0, await tls.ReadAsync(buffer, Token)));
        }

        await tls.WriteAsync(Encoding.ASCII.GetBytes(answer), Token);
        await tls.ShutdownAsync();
        return (tls.TargetHostName, text.ToString());
    }
}

using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Baton.Operations.Connections;

namespace Baton.Operating;

/// <summary>A GET as a browser would send it, to a server that its name does not lead to yet.</summary>
/// <param name="connect">Address, port.</param>
internal sealed class WebQuestion(Func<string, int, CancellationToken, Task<Socket>> connect, TimeProvider time)
{
    private const int MostBytes = 8 << 20;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    public async Task<WebAnswer> AskAsync(Uri url, string address, CancellationToken cancellationToken)
    {
        using var bounded = new CancellationTokenSource(s_patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, bounded.Token);
        string? refused = null;
        using var http = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectCallback = async (context, token) => new NetworkStream(await connect(address, context.DnsEndPoint.Port, token), ownsSocket: true),
            SslOptions = new()
            {
                // What a browser would refuse is part of the answer, and no reason not to look at the rest. Nothing secret is sent.
#pragma warning disable CA5359 // As the comment above says.
                RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                {
                    refused = Words(certificate, chain, errors);
                    return true;
                },
#pragma warning restore CA5359
            },
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MostBytes,
        };
        http.DefaultRequestHeaders.UserAgent.ParseAdd("baton");
        try
        {
            using var answer = await http.GetAsync(url, either.Token);
            return new()
            {
                Status = (int)answer.StatusCode,
                Headers = answer.Headers.Concat(answer.Content.Headers)
                    .ToDictionary(header => header.Key, header => (IReadOnlyList<string>)[.. header.Value], StringComparer.OrdinalIgnoreCase),
                Body = await BodyAsync(answer.Content, either.Token),
                Certificate = refused,
            };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new() { Failure = string.Create(CultureInfo.InvariantCulture, $"no answer within {s_patience.TotalSeconds:0} s") };
        }
        catch (Exception failure) when (failure is HttpRequestException or SocketException or IOException)
        {
            return new() { Failure = failure.Message };
        }
    }

    private static async Task<string> BodyAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var type = content.Headers.ContentType?.MediaType ?? "";
        if (type.StartsWith("text/", StringComparison.Ordinal) || type.EndsWith("json", StringComparison.Ordinal) || type.EndsWith("xml", StringComparison.Ordinal) || type.EndsWith("javascript", StringComparison.Ordinal))
        {
            return await content.ReadAsStringAsync(cancellationToken);
        }

        var bytes = await content.ReadAsByteArrayAsync(cancellationToken);

        // In short words of its own: as long as a token it would be taken for one, and not compared.
        return string.Create(CultureInfo.InvariantCulture, $"{bytes.Length} bytes, checksum {string.Join(' ', Convert.ToHexStringLower(SHA256.HashData(bytes)).Chunk(8).Select(part => new string(part)))}");
    }

    private static string? Words(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return null;
        }

        string[] words =
        [
            .. errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable) ? ["there is none"] : Array.Empty<string>(),
            .. errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? [$"it is for another name ({certificate?.Subject})"] : Array.Empty<string>(),
            .. (chain?.ChainStatus ?? []).Select(status => status.StatusInformation.Trim()),
        ];
        return string.Join("; ", words.Distinct());
    }
}

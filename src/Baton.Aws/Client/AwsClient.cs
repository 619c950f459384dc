using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Xml;
using System.Xml.Linq;
using Baton.Aws.Signing;
using Baton.Aws.Wire;
using Baton.Engine.Problems;

namespace Baton.Aws.Client;

/// <summary>Sends any request of the query and REST-XML protocols, signed, with retries that neither lose nor double an effect.</summary>
public sealed class AwsClient(AwsClientOptions options, HttpMessageHandler handler, TimeProvider time) : IDisposable
{
    private readonly HttpClient _http = new(handler) { Timeout = Timeout.InfiniteTimeSpan };
    private long _skewTicks;

    public string Region => options.Region;

    /// <summary>Connections as a client of AWS wants them: by the proxy of the environment, quick to see that nobody is there.</summary>
    public static SocketsHttpHandler NewHandler() => new()
    {
        Proxy = new DirectToLoopback(HttpClient.DefaultProxy),
        ConnectTimeout = TimeSpan.FromSeconds(10),

        // Shorter than any server's: a request on a connection that the server is just closing has an unknown fate.
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(15),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };

    /// <summary>Where the requests to a service ("ec2") go.</summary>
    public Uri EndpointOf(string service) => options.EndpointOf(service);

    /// <summary>
    /// Sends and reads the answer. Throws <see cref="AwsException"/> with what AWS said, or a <see cref="BatonException"/> when there is nobody to say anything.
    /// </summary>
    public async Task<TResponse> SendAsync<TRequest, TResponse>(IAwsRequest<TRequest, TResponse> request, CancellationToken cancellationToken)
        where TRequest : class, IAwsRequest<TRequest, TResponse>, new()
        where TResponse : class, IShape<TResponse>, new()
    {
        var endpoint = options.EndpointOf(TRequest.Service.Name);
        var outgoing = Outgoing.Of<TRequest, TResponse>((TRequest)request, endpoint);
        var safe = outgoing.SafeToRepeat;
        for (var attempt = 1; ; attempt++)
        {
            var throttled = false;
            try
            {
                var answer = await TryAsync(outgoing, cancellationToken);
                return TRequest.Rest is null ? XmlAnswerReader.Read<TRequest, TResponse>(answer) : RestReader.Read<TResponse>(new() { Body = answer.Root });
            }
            catch (AwsException error) when (attempt < options.MaxAttempts && RetryRules.MayRetry(error, safe))
            {
                throttled = RetryRules.IsThrottle(error);
            }
            catch (SkewedClockException)
            {
                // Signed anew with the time of AWS; refused once more for the same reason, it is an AwsException.
                continue;
            }
            catch (Exception error) when (error is HttpRequestException or TimeoutException)
            {
                var mayRetry = error is HttpRequestException broken ? RetryRules.MayRetry(broken, safe) : safe;
                if (attempt >= options.MaxAttempts || !mayRetry)
                {
                    throw new BatonException(AwsProblems.Unreachable(endpoint, TRequest.Action, error.Message), error);
                }
            }

            await Task.Delay(RetryRules.Delay(attempt, throttled, RandomNumberGenerator.GetInt32(1, 1001) / 1000.0), time, cancellationToken);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<XDocument> TryAsync(Outgoing outgoing, CancellationToken cancellationToken)
    {
        using var bounded = new CancellationTokenSource(options.AttemptTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, bounded.Token);
        try
        {
            using var message = await SignedAsync(outgoing, either.Token);
            using var answer = await _http.SendAsync(message, either.Token);
            var body = await answer.Content.ReadAsStringAsync(either.Token);
            return answer.IsSuccessStatusCode ? XDocument.Parse(body) : throw CheckedForClock(ErrorDocument.Read(body, answer.StatusCode), answer.Headers.Date);
        }
        catch (XmlException error)
        {
            throw new BatonException(AwsProblems.NotAws(outgoing.Uri), error);
        }
        catch (OperationCanceledException error) when (bounded.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"No answer within {options.AttemptTimeout.TotalSeconds:0} s.", error);
        }
        catch (SocketException error)
        {
            // A connection that is reset in the moment in which it is made comes through HttpClient as it is.
            throw new HttpRequestException(HttpRequestError.ConnectionError, error.Message, error);
        }
        catch (HttpIOException error)
        {
            throw new HttpRequestException(error.HttpRequestError, error.Message, error);
        }
    }

    /// <summary>A signature holds for a few minutes around its time. When this machine's clock is the reason that it was refused, the clock of AWS is taken.</summary>
    private Exception CheckedForClock(AwsException error, DateTimeOffset? there)
    {
        if (RetryRules.IsAboutTheClock(error) && there is { } date && (date - Now()).Duration() > RetryRules.MostSkew)
        {
            Interlocked.Exchange(ref _skewTicks, (date - time.GetUtcNow()).Ticks);
            return new SkewedClockException();
        }

        return error;
    }

    private DateTimeOffset Now() => time.GetUtcNow().AddTicks(Interlocked.Read(ref _skewTicks));

    private async Task<HttpRequestMessage> SignedAsync(Outgoing outgoing, CancellationToken cancellationToken)
    {
        var credentials = await options.Credentials(cancellationToken);
        var message = new HttpRequestMessage(outgoing.Method, outgoing.Uri);
        if (outgoing.ContentType is { } type)
        {
            message.Content = new ByteArrayContent(outgoing.Body);
            message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        }

        var scope = new SigningScope(Now(), outgoing.Service.IsGlobal ? GlobalEndpoints.SigningRegionOf(options.Region) : options.Region, outgoing.Service.Name);
        foreach (var (name, value) in SignatureV4.Sign(outgoing.Signable, credentials, scope))
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }

    private sealed class SkewedClockException : Exception;
}

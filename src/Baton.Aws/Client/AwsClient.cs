using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Baton.Aws.Signing;
using Baton.Aws.Wire;
using Baton.Engine.Problems;

namespace Baton.Aws.Client;

/// <summary>Sends any request of the query protocols, signed, with retries that neither lose nor double an effect.</summary>
public sealed class AwsClient(AwsClientOptions options, HttpMessageHandler handler, TimeProvider time) : IDisposable
{
    private readonly HttpClient _http = new(handler) { Timeout = Timeout.InfiniteTimeSpan };

    public string Region => options.Region;

    /// <summary>
    /// Sends and reads the answer. Throws <see cref="AwsException"/> with what AWS said, or a <see cref="BatonException"/> when there is nobody to say anything.
    /// </summary>
    public async Task<TResponse> SendAsync<TRequest, TResponse>(IAwsRequest<TRequest, TResponse> request, CancellationToken cancellationToken)
        where TRequest : class, IAwsRequest<TRequest, TResponse>, new()
        where TResponse : class, IShape<TResponse>, new()
    {
        var parameters = QueryWriter.Write<TRequest, TResponse>((TRequest)request);
        var safe = RetryRules.IsSafeToRepeat(TRequest.Action, parameters);
        var endpoint = options.EndpointOf(TRequest.Service.Name);
        for (var attempt = 1; ; attempt++)
        {
            bool throttled;
            try
            {
                var answer = await TryAsync(TRequest.Service, endpoint, parameters, cancellationToken);
                return XmlAnswerReader.Read<TRequest, TResponse>(answer);
            }
            catch (AwsException error) when (attempt < options.MaxAttempts && RetryRules.MayRetry(error, safe))
            {
                throttled = RetryRules.IsThrottle(error);
            }
            catch (HttpRequestException error)
            {
                if (attempt >= options.MaxAttempts || !RetryRules.MayRetry(error, safe))
                {
                    throw new BatonException(AwsProblems.Unreachable(endpoint, TRequest.Action, error.Message), error);
                }

                throttled = false;
            }
            catch (TimeoutException error)
            {
                if (attempt >= options.MaxAttempts || !safe)
                {
                    throw new BatonException(AwsProblems.Unreachable(endpoint, TRequest.Action, error.Message), error);
                }

                throttled = false;
            }

            await Task.Delay(RetryRules.Delay(attempt, throttled, RandomNumberGenerator.GetInt32(1, 1001) / 1000.0), time, cancellationToken);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<XDocument> TryAsync(AwsService service, Uri endpoint, IReadOnlyList<KeyValuePair<string, string>> parameters, CancellationToken cancellationToken)
    {
        using var bounded = new CancellationTokenSource(options.AttemptTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, bounded.Token);
        try
        {
            using var message = await SignedAsync(service, endpoint, parameters, either.Token);
            using var answer = await _http.SendAsync(message, either.Token);
            var body = await answer.Content.ReadAsStringAsync(either.Token);
            return answer.IsSuccessStatusCode ? XDocument.Parse(body) : throw ErrorDocument.Read(body, answer.StatusCode);
        }
        catch (OperationCanceledException error) when (bounded.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"No answer within {options.AttemptTimeout.TotalSeconds:0} s.", error);
        }
        catch (HttpIOException error)
        {
            throw new HttpRequestException(error.HttpRequestError, error.Message, error);
        }
    }

    private async Task<HttpRequestMessage> SignedAsync(AwsService service, Uri endpoint, IReadOnlyList<KeyValuePair<string, string>> parameters, CancellationToken cancellationToken)
    {
        const string contentType = "application/x-www-form-urlencoded; charset=utf-8";
        var body = Encoding.UTF8.GetBytes(string.Join('&', parameters.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}")));
        var signable = new SignableRequest
        {
            Method = "POST",
            Path = endpoint.AbsolutePath,
            Headers = new Dictionary<string, string> { ["host"] = endpoint.IsDefaultPort ? endpoint.Host : $"{endpoint.Host}:{endpoint.Port}", ["content-type"] = contentType },
            Body = body,
        };
        var credentials = await options.Credentials(cancellationToken);
        var message = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new ByteArrayContent(body) };
        message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        foreach (var (name, value) in SignatureV4.Sign(signable, credentials, new(time.GetUtcNow(), options.Region, service.Name)))
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }
}

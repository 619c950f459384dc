using System.Globalization;
using System.Net;
using Baton.Cloud.State;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Baton.Cloud.LoadBalancing.Serving;

/// <summary>What a load balancer answers by itself.</summary>
internal static class BalancerAnswers
{
    public static Task WriteErrorAsync(HttpContext http, HttpStatusCode status)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return Task.CompletedTask;
        }

        var text = string.Create(CultureInfo.InvariantCulture, $"{(int)status} {ReasonPhrases.GetReasonPhrase((int)status)}");
        http.Response.Clear();
        return WriteAsync(http, new((int)status, "text/html", $"<html>\r\n<head><title>{text}</title></head>\r\n<body>\r\n<center><h1>{text}</h1></center>\r\n</body>\r\n</html>\r\n"));
    }

    public static async Task WriteAsync(HttpContext http, FixedAnswer answer)
    {
        var body = System.Text.Encoding.UTF8.GetBytes(answer.Body ?? "");
        http.Response.StatusCode = answer.Status;
        http.Response.Headers.Server = "awselb/2.0";
        if (answer.Status is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified)
        {
            return;
        }

        http.Response.ContentType = body.Length > 0 ? answer.ContentType ?? "text/plain" : null;
        http.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await http.Response.Body.WriteAsync(body, http.RequestAborted);
        }
    }

    public static Task RedirectAsync(HttpContext http, RedirectAnswer redirect, ListenerRecord listener)
    {
        var request = http.Request;
        string Filled(string text) => text
            .Replace("#{protocol}", listener.Protocol.ToLowerInvariant(), StringComparison.Ordinal)
            .Replace("#{host}", request.Host.Host, StringComparison.Ordinal)
            .Replace("#{port}", listener.Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("#{path}", request.Path.ToUriComponent().TrimStart('/'), StringComparison.Ordinal)
            .Replace("#{query}", request.QueryString.Value?.TrimStart('?') ?? "", StringComparison.Ordinal);
        var query = Filled(redirect.Query);
        http.Response.Headers.Location = $"{Filled(redirect.Protocol).ToLowerInvariant()}://{Filled(redirect.Host)}:{Filled(redirect.Port)}{Filled(redirect.Path)}{(query.Length > 0 ? $"?{query}" : "")}";
        var text = string.Create(CultureInfo.InvariantCulture, $"{redirect.Status} {ReasonPhrases.GetReasonPhrase(redirect.Status)}");
        return WriteAsync(http, new(redirect.Status, "text/html", $"<html>\r\n<head><title>{text}</title></head>\r\n<body>\r\n<center><h1>{text}</h1></center>\r\n</body>\r\n</html>\r\n"));
    }
}

using System.Net.Mime;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Baton.Aws.Wire;
using Baton.Cloud.S3;
using Microsoft.AspNetCore.Http;

namespace Baton.Cloud.Hosting;

/// <summary>
/// Says of a service of AWS that this cloud does not have it, in the form that the service's clients read: in a shell with the cloud's environment all of them come here.
/// </summary>
internal static class AbsentService
{
    private const string Code = "NotImplemented";

    private static readonly string[] s_there = [AwsService.Ec2.Name, AwsService.Sts.Name, AwsService.Elb.Name, AwsService.Iam.Name, AwsService.Route53.Name, S3Front.Service, .. Json.JsonActions.Services];

    /// <summary>The service that a request is signed for, when it is not here; null for those that are, and for what is not signed.</summary>
    public static string? Find(HttpRequest request)
    {
        // AWS4-HMAC-SHA256 Credential=AKIA…/20261121/us-east-1/iam/aws4_request, SignedHeaders=…
        var scope = request.Headers.Authorization.ToString().Split("Credential=", 2) is [_, var credential] ? credential.Split(',')[0].Split('/') : [];
        return scope is [_, _, _, var name, "aws4_request"] && !s_there.Contains(name) ? name : null;
    }

    public static async Task RefuseAsync(HttpContext http, string name)
    {
        var message = $"The local cloud does not have the service '{name}'; it has {string.Join(", ", s_there)}.";
        var isJson = http.Request.ContentType?.Contains("json", StringComparison.Ordinal) == true;
        var body = isJson ? new JsonObject { ["__type"] = Code, ["message"] = message }.ToJsonString()
            : new XElement("ErrorResponse", new XElement("Error", new XElement("Code", Code), new XElement("Message", message))).ToString(SaveOptions.DisableFormatting);

        // Not 500 or 503, which clients would try again.
        http.Response.StatusCode = StatusCodes.Status501NotImplemented;
        http.Response.ContentType = isJson ? MediaTypeNames.Application.Json : MediaTypeNames.Text.Xml;
        // What clients of REST-JSON services look at.
        http.Response.Headers["x-amzn-errortype"] = Code;
        await http.Response.WriteAsync(body, http.RequestAborted);
    }
}

using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Baton.Aws.Signing;
using Baton.Aws.Wire;
using Baton.Cloud.Server;

namespace Baton.Cloud.Hosting;

/// <summary>What a request is for: all services have one port, and are told apart by what the signature was made for.</summary>
internal static partial class Incoming
{
    public static (AwsService Service, Dictionary<string, string> Parameters) Read(SignableRequest request, string? contentType)
    {
        if (ScopeOf(request) == AwsService.Route53.Name)
        {
            return (AwsService.Route53, QueryForm.Parse(request.Query, "", []));
        }

        var parameters = QueryForm.Parse(request.Query, contentType, request.Body.ToArray());
        return (parameters.GetValueOrDefault("Version") == AwsService.Sts.ApiVersion ? AwsService.Sts : AwsService.Ec2, parameters);
    }

    public static (CloudAction Action, ActionCall Call) Rest(ActionRegistry actions, SignableRequest request, ActionCall call)
    {
        var (action, path) = actions.Find(AwsService.Route53, request.Method, request.Path);
        return (action, call with { Message = new() { Path = path, Query = call.Parameters, Headers = request.Headers, Body = Body(request) } });
    }

    private static string? ScopeOf(SignableRequest request)
    {
        var credential = request.Headers.GetValueOrDefault("authorization") ?? Uri.UnescapeDataString(request.Query);
        return Scope().Match(credential) is { Success: true } match ? match.Groups["service"].Value : null;
    }

    private static XElement? Body(SignableRequest request)
    {
        if (request.Body.IsEmpty)
        {
            return null;
        }

        try
        {
            // Without DTDs, as the reader's defaults have it: nobody's entities are expanded here.
            using var reader = XmlReader.Create(new MemoryStream(request.Body.ToArray()));
            return XElement.Load(reader);
        }
        catch (XmlException wrong)
        {
            throw new AwsException("MalformedInput", $"Could not parse XML: {wrong.Message}");
        }
    }

    // Credential=AKIA…/20261121/us-east-1/route53/aws4_request
    [GeneratedRegex("Credential=[^/,&]*/[0-9]*/[^/,&]*/(?<service>[a-z0-9-]+)/", RegexOptions.NonBacktracking)]
    private static partial Regex Scope();
}

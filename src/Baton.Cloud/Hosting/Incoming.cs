using System.Xml;
using System.Xml.Linq;
using Baton.Aws.Signing;
using Baton.Aws.Wire;
using Baton.Cloud.Server;

namespace Baton.Cloud.Hosting;

/// <summary>What a request is for: all services have one port, and are told apart by what the signature was made for.</summary>
internal static class Incoming
{
    // The version says which one it is: no two have the same.
    private static readonly AwsService[] s_queryServices = [AwsService.Ec2, AwsService.Sts, AwsService.Elb, AwsService.Iam];

    public static (AwsService Service, Dictionary<string, string> Parameters) Read(SignableRequest request, string? contentType)
    {
        if (ScopeOf(request) == AwsService.Route53.Name)
        {
            return (AwsService.Route53, QueryForm.Parse(request.Query, "", []));
        }

        var parameters = QueryForm.Parse(request.Query, contentType, request.Body.ToArray());
        var version = parameters.GetValueOrDefault("Version");
        return (s_queryServices.FirstOrDefault(service => service.ApiVersion == version) ?? AwsService.Ec2, parameters);
    }

    public static (CloudAction Action, ActionCall Call) Rest(ActionRegistry actions, SignableRequest request, ActionCall call)
    {
        var (action, path) = actions.Find(AwsService.Route53, request.Method, request.Path);
        return (action, call with { Message = new() { Path = path, Query = call.Parameters, Headers = request.Headers, Body = Body(request) } });
    }

    /// <summary>Credential=AKIA…/20261121/us-east-1/route53/aws4_request, in the header or in the query of a presigned request.</summary>
    private static string? ScopeOf(SignableRequest request)
    {
        const string Mark = "Credential=";
        var credential = request.Headers.GetValueOrDefault("authorization") ?? Uri.UnescapeDataString(request.Query);
        var at = credential.IndexOf(Mark, StringComparison.Ordinal);
        var parts = at < 0 ? [] : credential[(at + Mark.Length)..].Split('/', 5);
        return parts is [_, _, _, var service, _] ? service : null;
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
}

using System.Net;
using System.Xml.Linq;
using Baton.Aws.Wire;

namespace Baton.Cloud.Server;

/// <summary>An action of a REST-XML service: parse, check, do, return. Errors are thrown; the dispatcher alone writes the error document.</summary>
internal abstract class RestAction<TRequest, TResponse> : CloudAction
    where TRequest : class, IAwsRequest<TRequest, TResponse>, new()
    where TResponse : class, IShape<TResponse>, new()
{
    public sealed override string Name => TRequest.Action;

    public sealed override AwsService Service => TRequest.Service;

    public sealed override RestBinding? Rest => TRequest.Rest;

    public sealed override bool ReadOnly => TRequest.Rest!.Method == "GET";

    public sealed override async Task<XmlBytes> InvokeAsync(ActionCall call, CancellationToken cancellationToken)
    {
        var response = await HandleAsync(Read(call.Message!), cancellationToken);
        var answer = RestWriter.Answer<TRequest, TResponse>(response);
        call.Head.Status = (HttpStatusCode)TRequest.Rest!.Status;
        foreach (var (name, value) in answer.Headers)
        {
            call.Head.Headers[name] = value;
        }

        return XmlBytes.Of(new XDocument(answer.Body));
    }

    protected abstract Task<TResponse> HandleAsync(TRequest request, CancellationToken cancellationToken);

    private static TRequest Read(RestMessage message)
    {
        if (TRequest.Rest!.Body is { } root && message.Body?.Name.LocalName != root)
        {
            throw new AwsException("MalformedInput", $"The body of {TRequest.Action} must be a {root}.");
        }

        try
        {
            return RestReader.Read<TRequest>(message);
        }
        catch (AwsException wrong) when (wrong.Code == "InvalidParameterValue")
        {
            throw new AwsException("InvalidInput", wrong.Message);
        }
    }
}

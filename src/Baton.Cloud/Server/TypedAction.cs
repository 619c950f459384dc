using Baton.Aws.Wire;

namespace Baton.Cloud.Server;

/// <summary>Parse, check, do, return. Errors are thrown; the dispatcher alone writes the error document.</summary>
internal abstract class TypedAction<TRequest, TResponse> : CloudAction
    where TRequest : class, IAwsRequest<TRequest, TResponse>, new()
    where TResponse : class, IShape<TResponse>, new()
{
    public sealed override string Name => TRequest.Action;

    public sealed override AwsService Service => TRequest.Service;

    public sealed override async Task<XmlBytes> InvokeAsync(ActionCall call, CancellationToken cancellationToken)
    {
        var request = QueryReader.Read<TRequest, TResponse>(call.Parameters);
        Check(request);
        if (call.DryRun)
        {
            throw Ec2Errors.DryRun();
        }

        return XmlAnswerWriter.Write<TRequest, TResponse>(await HandleAsync(request, cancellationToken), call.RequestId);
    }

    /// <summary>Everything that can be refused without doing anything: what a dry run finds out.</summary>
    protected virtual void Check(TRequest request)
    {
    }

    protected abstract Task<TResponse> HandleAsync(TRequest request, CancellationToken cancellationToken);
}

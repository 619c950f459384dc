using Baton.Aws.Wire;

namespace Baton.Cloud.Server;

/// <summary>Takes a resource back from everybody else: the one attribute of it that can be reset.</summary>
internal abstract class PermissionReset<TRequest>(string attribute) : TypedAction<TRequest, EmptyResponse>
    where TRequest : class, IAwsRequest<TRequest, EmptyResponse>, new()
{
    protected sealed override void Check(TRequest request)
    {
        if (AttributeOf(request) is var named && named != attribute)
        {
            throw Ec2Errors.InvalidValue($"Value ({named}) for parameter attribute is invalid. Only {attribute} can be reset.");
        }

        CheckOwn(request);
    }

    protected sealed override Task<EmptyResponse> HandleAsync(TRequest request, CancellationToken cancellationToken)
    {
        Reset(request);
        return Task.FromResult(new EmptyResponse());
    }

    protected abstract string? AttributeOf(TRequest request);

    /// <summary>Throws AWS's error for a resource that is not there, or another account's.</summary>
    protected abstract void CheckOwn(TRequest request);

    protected abstract void Reset(TRequest request);
}

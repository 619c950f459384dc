using Baton.Aws.Wire;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.SecurityGroups;

/// <summary>Other descriptions for rules of one direction.</summary>
internal abstract class RuleDescriptionUpdate<TRequest, TResponse>(CloudContext cloud, GroupBook book, bool egress, TResponse done) : TypedAction<TRequest, TResponse>
    where TRequest : class, IAwsRequest<TRequest, TResponse>, new()
    where TResponse : class, IShape<TResponse>, new()
{
    protected sealed override void Check(TRequest request) => Changed(request);

    protected sealed override Task<TResponse> HandleAsync(TRequest request, CancellationToken cancellationToken)
    {
        cloud.State.Groups.Put(Changed(request));
        return Task.FromResult(done);
    }

    protected abstract DescribedRules Read(TRequest request);

    private GroupRecord Changed(TRequest request)
    {
        var described = Read(request);
        return book.Describe(book.Find(described.GroupId, described.GroupName), egress, described.Permissions, described.ById);
    }
}

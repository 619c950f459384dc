using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Profiles;

internal sealed class DescribeIamInstanceProfileAssociations(CloudContext cloud, ProfileBook book) : TypedAction<DescribeIamInstanceProfileAssociationsRequest, DescribeIamInstanceProfileAssociationsResult>
{
    private static readonly FilterSet<IamInstanceProfileAssociation> Filters = new(_ => new Dictionary<string, string>(), new Dictionary<string, Func<IamInstanceProfileAssociation, IEnumerable<string?>>>
    {
        ["instance-id"] = association => Fields.One(association.InstanceId),
        ["state"] = association => Fields.One(association.State),
    });

    protected override Task<DescribeIamInstanceProfileAssociationsResult> HandleAsync(DescribeIamInstanceProfileAssociationsRequest request, CancellationToken cancellationToken)
    {
        var records = request.AssociationIds is [] ? cloud.State.Instances.All.Where(instance => instance is { IsThere: true, ProfileArn: not null }) : request.AssociationIds.Select(book.OfAssociation);
        var page = Page<IamInstanceProfileAssociation>.Of(Filters.Apply(records.Select(instance => ProfileBook.Show(instance, "associated")), request.Filters), request.MaxResults, request.NextToken);
        return Task.FromResult(new DescribeIamInstanceProfileAssociationsResult { IamInstanceProfileAssociations = page.Items, NextToken = page.NextToken });
    }
}

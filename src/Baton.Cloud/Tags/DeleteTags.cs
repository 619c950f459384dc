using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Server;

namespace Baton.Cloud.Tags;

internal sealed class DeleteTags(CloudContext cloud) : TypedAction<DeleteTagsRequest, EmptyResponse>
{
    protected override void Check(DeleteTagsRequest request) => Tagging.Checked(request.Tags);

    protected override Task<EmptyResponse> HandleAsync(DeleteTagsRequest request, CancellationToken cancellationToken)
    {
        foreach (var id in request.Resources)
        {
            // Without tags all of them go; with a value, even an empty one, only a tag that has it.
            var left = request.Tags.Count == 0
                ? []
                : cloud.State.Tags(id).Where(pair => !request.Tags.Any(tag => tag.Key == pair.Key && (tag.Value is null || tag.Value == pair.Value))).ToDictionary();
            if (left.Count > 0)
            {
                cloud.State.TagsOf.Put(new(id, left));
            }
            else
            {
                cloud.State.TagsOf.Remove(id);
            }
        }

        return Task.FromResult(new EmptyResponse());
    }
}

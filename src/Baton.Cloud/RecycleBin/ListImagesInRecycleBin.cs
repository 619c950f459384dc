using Baton.Aws.Ec2;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.RecycleBin;

internal sealed class ListImagesInRecycleBin(CloudContext cloud) : TypedAction<ListImagesInRecycleBinRequest, ListImagesInRecycleBinResult>
{
    protected override async Task<ListImagesInRecycleBinResult> HandleAsync(ListImagesInRecycleBinRequest request, CancellationToken cancellationToken)
    {
        var kept = (await Bin.ContentAsync(cloud, cancellationToken)).Where(one => one.Image is not null).ToList();
        var asked = request.ImageIds is [] ? kept : Ids.Find(request.ImageIds, "ami", "AMIID", id => kept.Find(one => one.ResourceId == id));
        var page = Page<BinnedRecord>.Of(asked, request.MaxResults, request.NextToken);
        return new() { Images = [.. page.Items.Select(Show)], NextToken = page.NextToken };
    }

    private static ImageRecycleBinInfo Show(BinnedRecord kept) => new()
    {
        ImageId = kept.ResourceId, RecycleBinEnterTime = kept.EnteredAt, RecycleBinExitTime = kept.LeavesAt, Name = kept.Image!.Name, Description = kept.Image.Description,
    };
}

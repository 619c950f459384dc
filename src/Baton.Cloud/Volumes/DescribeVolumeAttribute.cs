using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Volumes;

internal sealed class DescribeVolumeAttribute(CloudContext cloud) : TypedAction<DescribeVolumeAttributeRequest, DescribeVolumeAttributeResult>
{
    protected override Task<DescribeVolumeAttributeResult> HandleAsync(DescribeVolumeAttributeRequest request, CancellationToken cancellationToken)
    {
        var volume = Ids.Find([request.VolumeId!], "vol", "Volume", cloud.State.Volumes.Find)[0];
        var answer = new DescribeVolumeAttributeResult { VolumeId = volume.VolumeId };
        return Task.FromResult(request.Attribute switch
        {
            "autoEnableIO" => answer with { AutoEnableIO = new() { Value = volume.AutoEnableIo } },
            "productCodes" => answer,
            var other => throw Ec2Errors.InvalidValue($"Value ({other}) for parameter attribute is invalid. Unknown attribute."),
        });
    }
}

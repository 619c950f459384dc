using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Instances;

internal sealed class ModifyInstanceMetadataOptions(CloudContext cloud) : TypedAction<ModifyInstanceMetadataOptionsRequest, ModifyInstanceMetadataOptionsResult>
{
    public override string? Missing => "IPv6 endpoint";

    protected override Task<ModifyInstanceMetadataOptionsResult> HandleAsync(ModifyInstanceMetadataOptionsRequest request, CancellationToken cancellationToken)
    {
        var instance = Ids.Find([request.InstanceId!], "i", "InstanceID", cloud.State.Instances.Find)[0];
        instance = cloud.State.Instances.Put(instance with
        {
            TokensRequired = request.HttpTokens is null ? instance.TokensRequired : request.HttpTokens == "required",
            HopLimit = request.HttpPutResponseHopLimit ?? instance.HopLimit,
            MetadataEnabled = request.HttpEndpoint is null ? instance.MetadataEnabled : request.HttpEndpoint == "enabled",
            TagsInMetadata = request.InstanceMetadataTags is null ? instance.TagsInMetadata : request.InstanceMetadataTags == "enabled",
        });
        return Task.FromResult(new ModifyInstanceMetadataOptionsResult { InstanceId = instance.InstanceId, InstanceMetadataOptions = InstanceView.Metadata(instance) });
    }
}

using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Templates;

internal sealed class DeleteLaunchTemplate(CloudContext cloud, TemplateBook book) : TypedAction<DeleteLaunchTemplateRequest, DeleteLaunchTemplateResult>
{
    protected override void Check(DeleteLaunchTemplateRequest request) => book.Find(request.LaunchTemplateId, request.LaunchTemplateName);

    protected override Task<DeleteLaunchTemplateResult> HandleAsync(DeleteLaunchTemplateRequest request, CancellationToken cancellationToken)
    {
        var template = book.Find(request.LaunchTemplateId, request.LaunchTemplateName);
        var shown = book.Show(template);
        cloud.State.Templates.Remove(template.TemplateId);
        cloud.State.TagsOf.Remove(template.TemplateId);
        return Task.FromResult(new DeleteLaunchTemplateResult { LaunchTemplate = shown });
    }
}

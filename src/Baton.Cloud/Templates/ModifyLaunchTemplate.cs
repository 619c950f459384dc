using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Templates;

internal sealed class ModifyLaunchTemplate(CloudContext cloud, TemplateBook book) : TypedAction<ModifyLaunchTemplateRequest, ModifyLaunchTemplateResult>
{
    protected override void Check(ModifyLaunchTemplateRequest request) => Default(request);

    protected override Task<ModifyLaunchTemplateResult> HandleAsync(ModifyLaunchTemplateRequest request, CancellationToken cancellationToken)
    {
        var template = book.Find(request.LaunchTemplateId, request.LaunchTemplateName);
        return Task.FromResult(new ModifyLaunchTemplateResult { LaunchTemplate = book.Show(cloud.State.Templates.Put(template with { DefaultVersion = Default(request) })) });
    }

    private long Default(ModifyLaunchTemplateRequest request) =>
        TemplateBook.Version(book.Find(request.LaunchTemplateId, request.LaunchTemplateName), request.DefaultVersion ?? throw Ec2Errors.Missing("SetDefaultVersion")).Number;
}

using System.Globalization;
using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Templates;

internal sealed class DeleteLaunchTemplateVersions(CloudContext cloud, TemplateBook book) : TypedAction<DeleteLaunchTemplateVersionsRequest, DeleteLaunchTemplateVersionsResult>
{
    protected override void Check(DeleteLaunchTemplateVersionsRequest request) => book.Find(request.LaunchTemplateId, request.LaunchTemplateName);

    protected override Task<DeleteLaunchTemplateVersionsResult> HandleAsync(DeleteLaunchTemplateVersionsRequest request, CancellationToken cancellationToken)
    {
        var template = book.Find(request.LaunchTemplateId, request.LaunchTemplateName);
        var done = new List<DeleteLaunchTemplateVersionsResponseSuccessItem>();
        var failed = new List<DeleteLaunchTemplateVersionsResponseErrorItem>();
        foreach (var text in request.Versions)
        {
            var version = template.Versions.FirstOrDefault(version => version.Number.ToString(CultureInfo.InvariantCulture) == text);
            if (version is null || version.Number == template.DefaultVersion)
            {
                failed.Add(new()
                {
                    LaunchTemplateId = template.TemplateId, LaunchTemplateName = template.Name, VersionNumber = version?.Number,
                    ResponseError = version is null
                        ? new() { Code = "launchTemplateVersionDoesNotExist", Message = $"There is no version {text}." }
                        : new() { Code = "launchTemplateVersionIsDefault", Message = $"Version {text} is the default version." },
                });
            }
            else
            {
                template = cloud.State.Templates.Put(template with { Versions = [.. template.Versions.Where(other => other != version)] });
                done.Add(new() { LaunchTemplateId = template.TemplateId, LaunchTemplateName = template.Name, VersionNumber = version.Number });
            }
        }

        return Task.FromResult(new DeleteLaunchTemplateVersionsResult { SuccessfullyDeletedLaunchTemplateVersions = done, UnsuccessfullyDeletedLaunchTemplateVersions = failed });
    }
}

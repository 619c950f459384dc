using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Templates;

internal sealed class CreateLaunchTemplateVersion(CloudContext cloud, TemplateBook book) : TypedAction<CreateLaunchTemplateVersionRequest, CreateLaunchTemplateVersionResult>
{
    public override string? Missing => "instance requirements, Spot, elastic devices, licenses";

    protected override void Check(CreateLaunchTemplateVersionRequest request) => Plan(request);

    protected override Task<CreateLaunchTemplateVersionResult> HandleAsync(CreateLaunchTemplateVersionRequest request, CancellationToken cancellationToken)
    {
        var (template, version) = Plan(request);
        template = cloud.State.Templates.Put(template with { LatestVersion = version.Number, Versions = [.. template.Versions, version] });
        return Task.FromResult(new CreateLaunchTemplateVersionResult { LaunchTemplateVersion = book.Show(template, version) });
    }

    private (TemplateRecord Template, TemplateVersion Version) Plan(CreateLaunchTemplateVersionRequest request)
    {
        var template = book.Find(request.LaunchTemplateId, request.LaunchTemplateName);
        var said = TemplateBook.Parameters(QueryWriter.Write<CreateLaunchTemplateVersionRequest, CreateLaunchTemplateVersionResult>(request));
        if (request.SourceVersion is { } source)
        {
            // What the new one says goes before what its source says.
            var heads = said.Keys.Select(name => name.Split('.')[0]).ToHashSet();
            said = TemplateBook.Version(template, source).Parameters.Where(pair => !heads.Contains(pair.Key.Split('.')[0])).Concat(said).ToDictionary();
        }

        return (template, new(template.LatestVersion + 1, request.VersionDescription, cloud.Now, said));
    }
}

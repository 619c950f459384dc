using System.Text.RegularExpressions;
using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Templates;

internal sealed partial class CreateLaunchTemplate(CloudContext cloud, TemplateBook book) : TypedAction<CreateLaunchTemplateRequest, CreateLaunchTemplateResult>
{
    public override string? Missing => "instance requirements, Spot, elastic devices, licenses";

    protected override void Check(CreateLaunchTemplateRequest request)
    {
        request.TagSpecifications.Check("launch-template");
        var name = request.LaunchTemplateName!;
        if (!Allowed().IsMatch(name))
        {
            throw new AwsException("InvalidLaunchTemplateName.MalformedException", "Launch template names must be between 3 and 128 characters in length, and may contain letters, numbers, and the following characters: - ( ) . / _");
        }

        TemplateBook.Parameters(QueryWriter.Write<CreateLaunchTemplateRequest, CreateLaunchTemplateResult>(request));
        if (cloud.State.Find(Name, request.ClientToken, name) is null && cloud.State.Templates.All.Any(template => template.Name == name))
        {
            throw new AwsException("InvalidLaunchTemplateName.AlreadyExistsException", $"Launch template name already in use: {name}.");
        }
    }

    protected override Task<CreateLaunchTemplateResult> HandleAsync(CreateLaunchTemplateRequest request, CancellationToken cancellationToken)
    {
        if (cloud.State.Find(Name, request.ClientToken, request.LaunchTemplateName!) is { } known)
        {
            return Task.FromResult(new CreateLaunchTemplateResult { LaunchTemplate = book.Show(book.Find(known, null)) });
        }

        var version = new TemplateVersion(1, request.VersionDescription, cloud.Now, TemplateBook.Parameters(QueryWriter.Write<CreateLaunchTemplateRequest, CreateLaunchTemplateResult>(request)));
        var template = cloud.State.Templates.Put(new() { TemplateId = Ids.New("lt"), Name = request.LaunchTemplateName!, CreateTime = cloud.Now, DefaultVersion = 1, LatestVersion = 1, Versions = [version] });
        cloud.State.SetTags(template.TemplateId, request.TagSpecifications.For("launch-template"));
        cloud.State.Remember(Name, request.ClientToken, request.LaunchTemplateName!, template.TemplateId);
        return Task.FromResult(new CreateLaunchTemplateResult { LaunchTemplate = book.Show(template) });
    }

    [GeneratedRegex(@"^[a-zA-Z0-9().\-/_]{3,128}$", RegexOptions.NonBacktracking)]
    private static partial Regex Allowed();
}

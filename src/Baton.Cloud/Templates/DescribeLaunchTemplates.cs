using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Templates;

internal sealed class DescribeLaunchTemplates(CloudContext cloud, TemplateBook book) : TypedAction<DescribeLaunchTemplatesRequest, DescribeLaunchTemplatesResult>
{
    private static readonly FilterSet<LaunchTemplate> Filters = new(template => Fields.Tags(template.Tags), new Dictionary<string, Func<LaunchTemplate, IEnumerable<string?>>>
    {
        ["create-time"] = template => Fields.One(template.CreateTime),
        ["launch-template-name"] = template => Fields.One(template.LaunchTemplateName),
    });

    protected override Task<DescribeLaunchTemplatesResult> HandleAsync(DescribeLaunchTemplatesRequest request, CancellationToken cancellationToken)
    {
        var named = request.LaunchTemplateIds.Select(id => book.Find(id, null)).Concat(request.LaunchTemplateNames.Select(name => book.Find(null, name))).Distinct().ToList();
        var records = request.LaunchTemplateIds.Count + request.LaunchTemplateNames.Count == 0 ? cloud.State.Templates.All : named;
        var page = Page<LaunchTemplate>.Of(Filters.Apply(records.Select(book.Show), request.Filters), request.MaxResults, request.NextToken, least: 1);
        return Task.FromResult(new DescribeLaunchTemplatesResult { LaunchTemplates = page.Items, NextToken = page.NextToken });
    }
}

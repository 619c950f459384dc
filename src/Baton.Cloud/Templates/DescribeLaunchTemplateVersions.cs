using System.Globalization;
using Baton.Aws.Ec2;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Templates;

internal sealed class DescribeLaunchTemplateVersions(CloudContext cloud, TemplateBook book) : TypedAction<DescribeLaunchTemplateVersionsRequest, DescribeLaunchTemplateVersionsResult>
{
    private static readonly FilterSet<LaunchTemplateVersion> Filters = new(_ => new Dictionary<string, string>(), new Dictionary<string, Func<LaunchTemplateVersion, IEnumerable<string?>>>
    {
        ["http-endpoint"] = version => Fields.One(version.LaunchTemplateData!.MetadataOptions?.HttpEndpoint),
        ["http-tokens"] = version => Fields.One(version.LaunchTemplateData!.MetadataOptions?.HttpTokens),
        ["create-time"] = version => Fields.One(version.CreateTime),
        ["ebs-optimized"] = version => Fields.One(version.LaunchTemplateData!.EbsOptimized == true),
        ["iam-instance-profile"] = version => [version.LaunchTemplateData!.IamInstanceProfile?.Arn, version.LaunchTemplateData.IamInstanceProfile?.Name],
        ["image-id"] = version => Fields.One(version.LaunchTemplateData!.ImageId),
        ["instance-type"] = version => Fields.One(version.LaunchTemplateData!.InstanceType),
        ["is-default-version"] = version => Fields.One(version.DefaultVersion == true),
    })
    {
        Absent = new HashSet<string>
        {
            "http-protocol-ipv4", "host-resource-group-arn", "kernel-id", "license-configuration-arn", "network-card-index", "ram-disk-id",
        },
    };

    protected override Task<DescribeLaunchTemplateVersionsResult> HandleAsync(DescribeLaunchTemplateVersionsRequest request, CancellationToken cancellationToken)
    {
        var shown = request.LaunchTemplateId is null && request.LaunchTemplateName is null ? OfAll(request) : OfOne(request, book.Find(request.LaunchTemplateId, request.LaunchTemplateName));
        var page = Page<LaunchTemplateVersion>.Of(Filters.Apply(shown, request.Filters), request.MaxResults, request.NextToken, least: 1);
        return Task.FromResult(new DescribeLaunchTemplateVersionsResult { LaunchTemplateVersions = page.Items, NextToken = page.NextToken });
    }

    private IEnumerable<LaunchTemplateVersion> OfAll(DescribeLaunchTemplateVersionsRequest request)
    {
        if (request.Versions is [] || request.Versions.Any(version => version is not ("$Latest" or "$Default")))
        {
            throw Ec2Errors.Missing("LaunchTemplateId, LaunchTemplateName, or the versions $Latest or $Default");
        }

        return cloud.State.Templates.All.SelectMany(template => request.Versions.Select(version => book.Show(template, TemplateBook.Version(template, version))));
    }

    private IEnumerable<LaunchTemplateVersion> OfOne(DescribeLaunchTemplateVersionsRequest request, TemplateRecord template)
    {
        var versions = request.Versions is []
            ? template.Versions.OrderByDescending(version => version.Number).Where(version => version.Number >= Number(request.MinVersion, 0) && version.Number <= Number(request.MaxVersion, long.MaxValue))
            : request.Versions.Select(version => TemplateBook.Version(template, version));
        return versions.Select(version => book.Show(template, version));
    }

    private static long Number(string? text, long without) => text is null ? without
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Ec2Errors.InvalidValue($"Value ({text}) for parameter version is invalid. It is a number.");
}

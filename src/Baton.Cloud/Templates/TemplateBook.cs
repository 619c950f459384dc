using System.Globalization;
using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Templates;

/// <summary>Launch templates: found by id or name, and their versions.</summary>
internal sealed class TemplateBook(CloudContext cloud)
{
    private const string Prefix = "LaunchTemplateData.";

    // What a template can hold and RunInstances of this cloud cannot do.
    private static readonly string[] Refused = ["InstanceRequirements", "InstanceMarketOptions", "ElasticGpuSpecification", "ElasticInferenceAccelerator", "LicenseSpecification", "KernelId", "RamDiskId"];

    public TemplateRecord Find(string? id, string? name)
    {
        if (id is not null && name is not null)
        {
            throw Ec2Errors.InvalidCombination("Name a launch template by its id or by its name, not by both.");
        }

        if (id is not null)
        {
            return cloud.State.Templates.Find(Ids.Check(id, "lt", "LaunchTemplateId"))
                ?? throw new AwsException("InvalidLaunchTemplateId.NotFound", $"The specified launch template, with template ID {id}, does not exist.");
        }

        return cloud.State.Templates.All.FirstOrDefault(template => template.Name == (name ?? throw Ec2Errors.Missing("LaunchTemplateId or LaunchTemplateName")))
            ?? throw new AwsException("InvalidLaunchTemplateName.NotFoundException", $"The specified launch template, with template name {name}, does not exist.");
    }

    /// <summary>"3", "$Latest" or "$Default".</summary>
    public static TemplateVersion Version(TemplateRecord template, string? text)
    {
        var number = text switch
        {
            null or "" or "$Default" => template.DefaultVersion,
            "$Latest" => template.LatestVersion,
            _ when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) => parsed,
            _ => throw Ec2Errors.InvalidValue($"Value ({text}) for parameter version is invalid. It is a number, $Latest or $Default."),
        };
        return template.Versions.FirstOrDefault(version => version.Number == number)
            ?? throw new AwsException("InvalidLaunchTemplateId.VersionNotFound", $"Could not find the specified version {text} for the launch template with ID {template.TemplateId}.");
    }

    /// <summary>The parameters of a launch in a request that makes a template or a version; checked, as far as they can be without launching.</summary>
    public static IReadOnlyDictionary<string, string> Parameters(IReadOnlyList<KeyValuePair<string, string>> request)
    {
        var parameters = request.Where(pair => pair.Key.StartsWith(Prefix, StringComparison.Ordinal)).ToDictionary(pair => pair.Key[Prefix.Length..], pair => pair.Value);
        if (parameters.Count == 0)
        {
            throw Ec2Errors.Missing("LaunchTemplateData");
        }

        if (parameters.Keys.FirstOrDefault(name => Refused.Contains(Head(name))) is { } refused)
        {
            throw Ec2Errors.Unsupported($"The local cloud has no {Head(refused)} in launch templates.");
        }

        Launch(parameters);
        return parameters;
    }

    /// <summary>A launch by these parameters.</summary>
    public static RunInstancesRequest Launch(IReadOnlyDictionary<string, string> parameters) =>
        QueryReader.Read<RunInstancesRequest, Reservation>(new Dictionary<string, string> { ["MinCount"] = "1", ["MaxCount"] = "1" }.Concat(parameters).GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.Last().Value));

    /// <summary>What a launch that names a template means: what the request says goes before what the template says.</summary>
    public RunInstancesRequest Resolve(RunInstancesRequest request)
    {
        if (request.LaunchTemplate is not { } named)
        {
            return request;
        }

        var version = Version(Find(named.LaunchTemplateId, named.LaunchTemplateName), named.Version);
        var said = QueryWriter.Write<RunInstancesRequest, Reservation>(request with { LaunchTemplate = null }).Where(pair => pair.Key is not ("Action" or "Version")).ToDictionary();
        var heads = said.Keys.Select(Head).ToHashSet();
        return Launch(version.Parameters.Where(pair => !heads.Contains(Head(pair.Key))).Concat(said).ToDictionary());
    }

    public LaunchTemplate Show(TemplateRecord template) => new()
    {
        LaunchTemplateId = template.TemplateId, LaunchTemplateName = template.Name, CreateTime = template.CreateTime, CreatedBy = $"arn:aws:iam::{cloud.Options.AccountId}:root",
        DefaultVersionNumber = template.DefaultVersion, LatestVersionNumber = template.LatestVersion, Tags = cloud.State.TagList(template.TemplateId),
    };

    public LaunchTemplateVersion Show(TemplateRecord template, TemplateVersion version) => new()
    {
        LaunchTemplateId = template.TemplateId, LaunchTemplateName = template.Name, VersionNumber = version.Number, VersionDescription = version.Description, CreateTime = version.CreateTime,
        CreatedBy = $"arn:aws:iam::{cloud.Options.AccountId}:root", DefaultVersion = version.Number == template.DefaultVersion, LaunchTemplateData = TemplateView.Show(Launch(version.Parameters)),
    };

    private static string Head(string parameter) => parameter.Split('.')[0];
}

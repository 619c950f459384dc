using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Baton.Aws.Wire;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Parameters;

/// <summary>Parameters of Systems Manager: an account's own, and the public ones that name the newest images.</summary>
internal static partial class Parameter
{
    public const string Service = "ssm";

    private const string PublicFolder = "/aws/service/";

    /// <summary>The value that an image id stands for: <c>resolve:ssm:/aws/service/debian/release/12/latest/amd64</c>.</summary>
    public static string ResolveImage(string imageId, CloudContext cloud)
    {
        const string Mark = "resolve:ssm:";
        if (!imageId.StartsWith(Mark, StringComparison.Ordinal))
        {
            return imageId;
        }

        return Find(imageId[Mark.Length..], cloud)?.Value
            ?? throw new AwsException("InvalidParameterValue", $"The parameter '{imageId[Mark.Length..]}' that the image is to be taken from does not exist.");
    }

    /// <summary>By name, with a version after a colon or without: <c>/web/image:3</c>. Only the newest version is kept.</summary>
    public static ParameterRecord? Find(string name, CloudContext cloud)
    {
        var parts = name.Split(':');
        var found = Of(cloud).FirstOrDefault(parameter => parameter.Name == parts[0]);
        return parts.Length == 1 || found?.Version.ToString(System.Globalization.CultureInfo.InvariantCulture) == parts[1] ? found : null;
    }

    public static IEnumerable<ParameterRecord> Of(CloudContext cloud) => cloud.State.Parameters.All.Concat(Public(cloud));

    public static AwsException NotFound(string name) => new("ParameterNotFound", $"The parameter '{name}' does not exist.", HttpStatusCode.BadRequest);

    /// <summary>Throws the service's error for a name that cannot be one, or that belongs to AWS.</summary>
    public static string Check(string name)
    {
        if (name.Length > 1011 || !Name().IsMatch(name) || name.Count(character => character == '/') > 15)
        {
            throw new AwsException("ValidationException", "Parameter name: can't be prefixed with \"ssm\" (case-insensitive) or have other characters than letters, digits, '.', '-', '_' and '/'.");
        }

        return name.StartsWith("/aws", StringComparison.OrdinalIgnoreCase) || name.StartsWith("aws", StringComparison.OrdinalIgnoreCase) || name.StartsWith("ssm", StringComparison.OrdinalIgnoreCase)
            ? throw new AwsException("AccessDeniedException", $"No access to reserved parameter name: {name}.")
            : name;
    }

    public static JsonObject Show(ParameterRecord parameter, CloudContext cloud) => new()
    {
        ["Name"] = parameter.Name, ["Type"] = parameter.Type, ["Value"] = parameter.Value, ["Version"] = parameter.Version, ["DataType"] = "text",
        ["LastModifiedDate"] = parameter.ModifiedAt.ToUnixTimeMilliseconds() / 1000.0,
        ["ARN"] = parameter.Name.StartsWith(PublicFolder, StringComparison.Ordinal)
            ? $"arn:aws:ssm:{cloud.Options.Region}::parameter{parameter.Name}"
            : $"arn:aws:ssm:{cloud.Options.Region}:{cloud.Options.AccountId}:parameter/{parameter.Name.TrimStart('/')}",
    };

    // Where Debian publishes its images: https://wiki.debian.org/Cloud/AmazonEC2Image
    private static IEnumerable<ParameterRecord> Public(CloudContext cloud)
    {
        var newest = cloud.State.Images.All.Where(image => image is { Stock: true, Architecture: "x86_64" } && image.Name.StartsWith("debian-12", StringComparison.Ordinal))
            .OrderByDescending(image => image.CreationDate).FirstOrDefault();
        return newest is null ? [] : from release in (string[])["12", "bookworm"] select new ParameterRecord($"{PublicFolder}debian/release/{release}/latest/amd64", "String", newest.ImageId, 1, newest.CreationDate);
    }

    [GeneratedRegex("^[a-zA-Z0-9_.-]+$|^(/[a-zA-Z0-9_.-]+)+$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Name();
}

using System.Globalization;
using System.Text;
using Baton.Aws.Wire;
using Baton.Cloud.Json;
using Baton.Cloud.Server;

namespace Baton.Tests.Cloud;

/// <summary>The table of docs/local-cloud.md, made from the actions themselves and from the list of all that AWS has.</summary>
internal static class SupportTable
{
    public static string Of(IReadOnlyList<CloudAction> actions, IEnumerable<JsonAction> json, IReadOnlyList<string> everyAction)
    {
        var known = actions.Where(action => action.Service == AwsService.Ec2).OrderBy(action => action.Name, StringComparer.Ordinal).ToList();
        var absent = everyAction.Except(known.Select(action => action.Name)).ToList();
        var partial = known.Count(action => action.Missing is not null);
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"Of the {everyAction.Count} actions of EC2, {known.Count - partial} are there in full, {partial} in part, {absent.Count} are not there.").AppendLine();
        text.AppendLine("| action | there | what is missing |").AppendLine("| --- | --- | --- |");
        foreach (var action in known)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {action.Name} | {(action.Missing is null ? "full" : "partial")} | {action.Missing} |");
        }

        text.AppendLine().AppendLine("Not there; each answers `InvalidAction`:").AppendLine();
        foreach (var group in absent.GroupBy(Verb).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"- {string.Join(", ", group.Order(StringComparer.Ordinal))}");
        }

        text.AppendLine().AppendLine("## Other services").AppendLine();
        text.AppendLine("S3 has [a page of its own](s3.md). What a service has besides these is not there, nor are services that are not named; each says so.").AppendLine();
        text.AppendLine("| service | action | there | what is missing |").AppendLine("| --- | --- | --- | --- |");
        var others = actions.Where(action => action.Service != AwsService.Ec2).Select(action => (Service: action.Service.Name, action.Name, action.Missing))
            .Concat(json.Select(action => (action.Service, action.Name, action.Missing)));
        foreach (var (service, name, missing) in others.OrderBy(other => other.Service, StringComparer.Ordinal).ThenBy(other => other.Name, StringComparer.Ordinal))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {service} | {name} | {(missing is null ? "full" : "partial")} | {missing} |");
        }

        return text.ToString();
    }

    // "Describe" of "DescribeSpotFleetRequests".
    private static string Verb(string action) => string.Concat(action.Take(1).Concat(action.Skip(1).TakeWhile(char.IsAsciiLetterLower)));
}

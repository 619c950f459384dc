using System.Net;
using Baton.Aws.Wire;
using Baton.Cloud.Ebs;
using Baton.Cloud.Parameters;
using Baton.Cloud.Quotas;
using Baton.Cloud.RecycleBin;

namespace Baton.Cloud.Json;

/// <summary>Every action of the services that speak JSON.</summary>
internal sealed class JsonActions
{
    public IReadOnlyList<JsonAction> All { get; } =
    [
        new ListSnapshotBlocks(),
        new ListChangedBlocks(),
        new GetSnapshotBlock(),
        new StartSnapshot(),
        new PutSnapshotBlock(),
        new CompleteSnapshot(),
        new GetParameter(),
        new GetParameters(),
        new GetParametersByPath(),
        new PutParameter(),
        new DeleteParameter(),
        new DeleteParameters(),
        new GetServiceQuota(),
        new GetAWSDefaultServiceQuota(),
        new ListServiceQuotas(),
        new CreateRule(),
        new GetRule(),
        new ListRules(),
        new UpdateRule(),
        new DeleteRule(),
    ];

    /// <summary>The services, as signatures name them.</summary>
    public static IReadOnlyList<string> Services { get; } = [Parameter.Service, Quota.Service, SnapshotBlocks.Service, BinRules.Service];

    /// <summary>By "AmazonSSM.GetParameter".</summary>
    public JsonAction Find(string service, string target)
    {
        var name = target[(target.LastIndexOf('.') + 1)..];
        return All.FirstOrDefault(action => action.Service == service && action.Binding is null && action.Name == name)
            ?? throw new AwsException("UnknownOperationException", $"The local cloud has no action '{name}' of {service}.");
    }

    public (JsonAction Action, IReadOnlyDictionary<string, string> Path) Find(string service, string method, string path)
    {
        foreach (var action in All.Where(action => action.Service == service && action.Binding is not null))
        {
            if (action.Binding!.Match(method, path) is { } parameters)
            {
                return (action, parameters);
            }
        }

        throw new AwsException("UnknownOperationException", $"The local cloud has no action of {service} at {method} {path}.", HttpStatusCode.NotFound);
    }
}

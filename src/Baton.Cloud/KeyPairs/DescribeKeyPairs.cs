using Baton.Aws.Ec2;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.KeyPairs;

internal sealed class DescribeKeyPairs(CloudContext cloud) : TypedAction<DescribeKeyPairsRequest, DescribeKeyPairsResult>
{
    private readonly FilterSet<KeyPairRecord> _filters = new(pair => cloud.State.Tags(pair.KeyPairId), new Dictionary<string, Func<KeyPairRecord, IEnumerable<string?>>>
    {
        ["key-pair-id"] = pair => Fields.One(pair.KeyPairId),
        ["key-name"] = pair => Fields.One(pair.Name),
        ["fingerprint"] = pair => Fields.One(pair.Fingerprint),
    });

    protected override Task<DescribeKeyPairsResult> HandleAsync(DescribeKeyPairsRequest request, CancellationToken cancellationToken)
    {
        var pairs = cloud.State.KeyPairs;
        var byId = Ids.Find(request.KeyPairIds, "key", "KeyPair", pairs.Find);
        var byName = request.KeyNames.Select(name => pairs.FindByName(name) ?? throw Ec2Errors.NotFound("KeyPair", name)).ToList();
        var asked = request.KeyPairIds.Count + request.KeyNames.Count == 0 ? pairs.All : byId.Concat(byName).Distinct();
        return Task.FromResult(new DescribeKeyPairsResult { KeyPairs = [.. _filters.Apply(asked, request.Filters).Select(pair => Show(pair, request.IncludePublicKey == true))] });
    }

    private KeyPairInfo Show(KeyPairRecord pair, bool withPublicKey) => new()
    {
        KeyPairId = pair.KeyPairId,
        KeyName = pair.Name,
        KeyType = pair.Type,
        KeyFingerprint = pair.Fingerprint,
        PublicKey = withPublicKey ? $"{pair.PublicKey} {pair.Name}" : null,
        CreateTime = pair.CreateTime,
        Tags = cloud.State.TagList(pair.KeyPairId),
    };
}

using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.KeyPairs;

internal sealed class CreateKeyPair(CloudContext cloud) : TypedAction<CreateKeyPairRequest, KeyPair>
{
    protected override void Check(CreateKeyPairRequest request)
    {
        cloud.State.KeyPairs.CheckNewName(request.KeyName);
        request.TagSpecifications.Check("key-pair");
        if (request.KeyType is not (null or "rsa" or "ed25519"))
        {
            throw Ec2Errors.InvalidValue($"Value ({request.KeyType}) for parameter KeyType is invalid.");
        }

        if (request.KeyFormat is not (null or "pem"))
        {
            throw Ec2Errors.InvalidValue($"Value ({request.KeyFormat}) for parameter KeyFormat is invalid: the local cloud makes only pem.");
        }
    }

    protected override async Task<KeyPair> HandleAsync(CreateKeyPairRequest request, CancellationToken cancellationToken)
    {
        var type = request.KeyType ?? "rsa";
        var key = await NewKey.MakeAsync(type, cancellationToken);
        var record = cloud.State.KeyPairs.Put(new()
        {
            KeyPairId = Ids.New("key"), Name = request.KeyName!, Type = type, Fingerprint = key.Fingerprint, PublicKey = key.Public.Line, CreateTime = cloud.Now,
        });
        cloud.State.SetTags(record.KeyPairId, request.TagSpecifications.For("key-pair"));
        return new()
        {
            KeyFingerprint = record.Fingerprint, KeyMaterial = key.PrivateKey, KeyName = record.Name, KeyPairId = record.KeyPairId, Tags = cloud.State.TagList(record.KeyPairId),
        };
    }
}

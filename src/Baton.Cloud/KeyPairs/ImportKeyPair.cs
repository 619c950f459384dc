using System.Text;
using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.KeyPairs;

internal sealed class ImportKeyPair(CloudContext cloud) : TypedAction<ImportKeyPairRequest, ImportKeyPairResult>
{
    protected override void Check(ImportKeyPairRequest request)
    {
        request.TagSpecifications.Check("key-pair");
        _ = Read(request).Fingerprint;
        cloud.State.KeyPairs.CheckNewName(request.KeyName);
    }

    protected override Task<ImportKeyPairResult> HandleAsync(ImportKeyPairRequest request, CancellationToken cancellationToken)
    {
        var key = Read(request);
        var record = cloud.State.KeyPairs.Put(new()
        {
            KeyPairId = Ids.New("key"), Name = request.KeyName!, Type = key.Type, Fingerprint = key.Fingerprint, PublicKey = key.Line, CreateTime = cloud.Now,
        });
        cloud.State.SetTags(record.KeyPairId, request.TagSpecifications.For("key-pair"));
        return Task.FromResult(new ImportKeyPairResult
        {
            KeyFingerprint = record.Fingerprint, KeyName = record.Name, KeyPairId = record.KeyPairId, Tags = cloud.State.TagList(record.KeyPairId),
        });
    }

    private static PublicKey Read(ImportKeyPairRequest request) => PublicKey.Parse(Encoding.UTF8.GetString(request.PublicKeyMaterial ?? []));
}

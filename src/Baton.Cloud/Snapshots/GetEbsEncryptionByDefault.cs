using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Snapshots;

internal sealed class GetEbsEncryptionByDefault : TypedAction<GetEbsEncryptionByDefaultRequest, GetEbsEncryptionByDefaultResult>
{
    protected override Task<GetEbsEncryptionByDefaultResult> HandleAsync(GetEbsEncryptionByDefaultRequest request, CancellationToken cancellationToken) => Task.FromResult(new GetEbsEncryptionByDefaultResult { EbsEncryptionByDefault = false });
}

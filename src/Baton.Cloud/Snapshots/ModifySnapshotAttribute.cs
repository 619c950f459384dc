using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Places;
using Baton.Cloud.Server;

namespace Baton.Cloud.Snapshots;

internal sealed class ModifySnapshotAttribute(CloudContext cloud) : TypedAction<ModifySnapshotAttributeRequest, EmptyResponse>
{
    protected override void Check(ModifySnapshotAttributeRequest request)
    {
        var snapshot = SnapshotBook.FindOwn(request.SnapshotId, cloud);
        var (add, remove) = Permissions(request);
        if (add.Concat(remove).FirstOrDefault(permission => permission.Group is not (null or "all") || (permission.UserId is { } account && !Accounts.IsAccount(account))) is { } bad)
        {
            throw Ec2Errors.InvalidValue($"Value ({bad.UserId ?? bad.Group}) for parameter createVolumePermission is invalid: it is neither an account of 12 digits nor all.");
        }

        if (add.Count > 0 && snapshot is { Encrypted: true, KmsKeyId: null })
        {
            throw new AwsException("OperationNotPermitted", "Encrypted snapshots with EBS default key cannot be shared");
        }

        if (snapshot.Encrypted && add.Any(permission => permission.Group == "all"))
        {
            throw new AwsException("OperationNotPermitted", "Encrypted snapshots cannot be made public");
        }
    }

    protected override Task<EmptyResponse> HandleAsync(ModifySnapshotAttributeRequest request, CancellationToken cancellationToken)
    {
        var snapshot = SnapshotBook.FindOwn(request.SnapshotId, cloud);
        var (add, remove) = Permissions(request);
        cloud.State.Snapshots.Put(snapshot with
        {
            Public = (snapshot.Public || add.Any(permission => permission.Group == "all")) && !remove.Any(permission => permission.Group == "all"),
            SharedWith = [.. snapshot.SharedWith.Union(add.Select(permission => permission.UserId).OfType<string>()).Except(remove.Select(permission => permission.UserId).OfType<string>())],
        });
        return Task.FromResult(new EmptyResponse());
    }

    private static (IReadOnlyList<CreateVolumePermission> Add, IReadOnlyList<CreateVolumePermission> Remove) Permissions(ModifySnapshotAttributeRequest request)
    {
        if (request.CreateVolumePermission is { } modifications)
        {
            return (modifications.Add, modifications.Remove);
        }

        // The older way of saying it: OperationType=add&UserId.1=…
        List<CreateVolumePermission> named =
        [
            .. request.UserIds.Select(id => new CreateVolumePermission { UserId = id }),
            .. request.GroupNames.Select(group => new CreateVolumePermission { Group = group }),
        ];
        return request.OperationType == "remove" ? ([], named) : (named, []);
    }
}

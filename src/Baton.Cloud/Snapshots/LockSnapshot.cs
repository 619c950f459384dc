using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Server;

namespace Baton.Cloud.Snapshots;

internal sealed class LockSnapshot(CloudContext cloud) : TypedAction<LockSnapshotRequest, LockSnapshotResult>
{
    private const int MostDays = 36500;
    private const int MostHours = 72;

    protected override void Check(LockSnapshotRequest request)
    {
        var snapshot = SnapshotBook.FindOwn(request.SnapshotId, cloud);
        if (request.LockMode is not ("governance" or "compliance"))
        {
            throw Ec2Errors.InvalidValue($"Value ({request.LockMode}) for parameter lockMode is invalid. It is governance or compliance.");
        }

        if (request.LockDuration is null == request.ExpirationDate is null)
        {
            throw Ec2Errors.InvalidCombination("Name either LockDuration or ExpirationDate.");
        }

        if (request.LockDuration is < 1 or > MostDays || request.ExpirationDate < cloud.Now.AddDays(1))
        {
            throw Ec2Errors.InvalidValue($"A lock holds for 1 to {MostDays} days.");
        }

        if (request.CoolOffPeriod is not null && (request.LockMode != "compliance" || request.CoolOffPeriod is < 1 or > MostHours))
        {
            throw Ec2Errors.InvalidValue($"A cooling-off period belongs to the mode compliance and lasts 1 to {MostHours} hours.");
        }

        if (SnapshotBook.LockState(snapshot, cloud) == "compliance" && (request.LockMode != "compliance" || Expiry(request) < snapshot.Lock!.ExpiresOn))
        {
            throw new AwsException("OperationNotPermitted", $"The compliance lock of '{snapshot.SnapshotId}' can only be made longer.");
        }
    }

    protected override Task<LockSnapshotResult> HandleAsync(LockSnapshotRequest request, CancellationToken cancellationToken)
    {
        var snapshot = SnapshotBook.FindOwn(request.SnapshotId, cloud);
        snapshot = cloud.State.Snapshots.Put(snapshot with { Lock = new(request.LockMode!, cloud.Now, Expiry(request)) { CoolOffPeriod = request.CoolOffPeriod } });
        var shown = DescribeLockedSnapshots.Show(snapshot, cloud);
        return Task.FromResult(new LockSnapshotResult
        {
            SnapshotId = shown.SnapshotId, LockState = shown.LockState, LockDuration = shown.LockDuration, CoolOffPeriod = shown.CoolOffPeriod, CoolOffPeriodExpiresOn = shown.CoolOffPeriodExpiresOn,
            LockCreatedOn = shown.LockCreatedOn, LockExpiresOn = shown.LockExpiresOn, LockDurationStartTime = shown.LockDurationStartTime,
        });
    }

    private DateTimeOffset Expiry(LockSnapshotRequest request) => request.ExpirationDate ?? cloud.Now.AddDays(request.LockDuration!.Value);
}

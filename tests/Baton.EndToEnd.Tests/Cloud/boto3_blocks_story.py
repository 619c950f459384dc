"""Writes and reads snapshots block by block, and asks Systems Manager and Service Quotas, with boto3. Prints the operations that were called, one per line.

The cloud keeps real volumes: what is read back was really stored. The environment is that of 'baton cloud env'.
"""
import base64
import hashlib
import time

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

config = Config(retries={"max_attempts": 1})
ec2, ebs, ssm, quotas, rbin = (boto3.client(name, config=config) for name in ("ec2", "ebs", "ssm", "service-quotas", "rbin"))
called = set()
for client in (ebs, ssm, quotas, rbin):
    client.meta.events.register("provide-client-params.*.*", lambda model, **rest: called.add(model.name))
SIZE = 512 * 1024


def refused(code, action, **parameters):
    try:
        action(**parameters)
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error
        return
    raise AssertionError(f"{code} was expected of {action}")


def digest(data):
    return base64.b64encode(hashlib.sha256(data).digest()).decode()


def write(blocks, **parameters):
    snapshot = ebs.start_snapshot(VolumeSize=1, **parameters)
    assert snapshot["Status"] == "pending" and snapshot["BlockSize"] == SIZE, snapshot
    for index, data in blocks.items():
        put = ebs.put_snapshot_block(
            SnapshotId=snapshot["SnapshotId"], BlockIndex=index, BlockData=data, DataLength=SIZE, Checksum=digest(data), ChecksumAlgorithm="SHA256")
        assert put["Checksum"] == digest(data)
    linear = base64.b64encode(hashlib.sha256("".join(digest(blocks[index]) for index in sorted(blocks)).encode()).digest()).decode()
    ebs.complete_snapshot(
        SnapshotId=snapshot["SnapshotId"], ChangedBlocksCount=len(blocks), Checksum=linear, ChecksumAlgorithm="SHA256", ChecksumAggregationMethod="LINEAR")
    ec2.get_waiter("snapshot_completed").wait(SnapshotIds=[snapshot["SnapshotId"]], WaiterConfig={"Delay": 1, "MaxAttempts": 30})
    return snapshot["SnapshotId"]


def read(snapshot):
    found, token = {}, {}
    while True:
        page = ebs.list_snapshot_blocks(SnapshotId=snapshot, MaxResults=100, **token)
        for block in page["Blocks"]:
            answer = ebs.get_snapshot_block(SnapshotId=snapshot, **block)
            data = answer["BlockData"].read()
            assert answer["Checksum"] == digest(data) and answer["DataLength"] == len(data) == SIZE
            found[block["BlockIndex"]] = data
        if "NextToken" not in page:
            return found
        token = {"NextToken": page["NextToken"]}


# --- what is written is read
one, two, three = (bytes([value]) * SIZE for value in (1, 2, 3))
blocks = {0: one, 7: two, 2047: three}
first = write(blocks, Description="by hand", Tags=[{"Key": "kind", "Value": "blocks"}])
assert read(first) == blocks
shown = ec2.describe_snapshots(SnapshotIds=[first])["Snapshots"][0]
assert shown["State"] == "completed" and shown["Description"] == "by hand" and shown["Tags"] == [{"Key": "kind", "Value": "blocks"}], shown

# --- a second one stands on the first; what differs is what was put, though their files have nothing in common
second = write({7: three, 9: one, 0: one}, ParentSnapshotId=first)
assert read(second) == {0: one, 7: three, 9: one, 2047: three}
changed = ebs.list_changed_blocks(FirstSnapshotId=first, SecondSnapshotId=second)["ChangedBlocks"]
assert [block["BlockIndex"] for block in changed] == [7, 9], changed
assert "FirstBlockToken" in changed[0] and "FirstBlockToken" not in changed[1], changed

# --- a volume of it, and a snapshot of the volume, have the same blocks
zone = ec2.describe_availability_zones()["AvailabilityZones"][0]["ZoneName"]
volume = ec2.create_volume(AvailabilityZone=zone, SnapshotId=second)["VolumeId"]
ec2.get_waiter("volume_available").wait(VolumeIds=[volume], WaiterConfig={"Delay": 1, "MaxAttempts": 30})
third = ec2.create_snapshot(VolumeId=volume)["SnapshotId"]
ec2.get_waiter("snapshot_completed").wait(SnapshotIds=[third], WaiterConfig={"Delay": 1, "MaxAttempts": 30})
assert read(third) == read(second)
assert ebs.list_changed_blocks(FirstSnapshotId=second, SecondSnapshotId=third)["ChangedBlocks"] == []

# --- many blocks come in pages
many = write({index: one for index in range(0, 240, 2)})
assert len(read(many)) == 120
refused("ValidationException", ebs.get_snapshot_block, SnapshotId=many, BlockIndex=1, BlockToken="AAAA")
refused("ResourceNotFoundException", ebs.list_snapshot_blocks, SnapshotId="snap-0123456789abcdef0")
draft = ebs.start_snapshot(VolumeSize=1)["SnapshotId"]
refused("ValidationException", ebs.complete_snapshot, SnapshotId=draft, ChangedBlocksCount=1)
refused("ValidationException", ebs.put_snapshot_block, SnapshotId=draft, BlockIndex=0, BlockData=one, DataLength=SIZE, Checksum=digest(two), ChecksumAlgorithm="SHA256")
for snapshot in (draft, many, third, second, first):
    ec2.delete_snapshot(SnapshotId=snapshot)
ec2.delete_volume(VolumeId=volume)

# --- parameters
alias = "/aws/service/debian/release/12/latest/amd64"
image = ssm.get_parameter(Name=alias)["Parameter"]
assert image["Value"] in [found["ImageId"] for found in ec2.describe_images(Owners=["amazon"])["Images"]], image
assert ssm.put_parameter(Name="/web/image", Value=image["Value"], Type="String")["Version"] == 1
refused("ParameterAlreadyExists", ssm.put_parameter, Name="/web/image", Value="x", Type="String")
assert ssm.put_parameter(Name="/web/image", Value="new", Type="String", Overwrite=True)["Version"] == 2
ssm.put_parameter(Name="/web/deep/word", Value="secret", Type="SecureString")
answer = ssm.get_parameters(Names=["/web/image", "/nobody"], WithDecryption=True)
assert [p["Value"] for p in answer["Parameters"]] == ["new"] and answer["InvalidParameters"] == ["/nobody"], answer
below = [p["Name"] for page in ssm.get_paginator("get_parameters_by_path").paginate(Path="/web", Recursive=True, PaginationConfig={"PageSize": 1}) for p in page["Parameters"]]
assert below == ["/web/deep/word", "/web/image"], below
ssm.delete_parameter(Name="/web/image")
refused("ParameterNotFound", ssm.get_parameter, Name="/web/image")
assert ssm.delete_parameters(Names=["/web/deep/word"])["DeletedParameters"] == ["/web/deep/word"]

# --- quotas
assert quotas.get_service_quota(ServiceCode="ec2", QuotaCode="L-0263D0A3")["Quota"]["Value"] == 5
assert quotas.get_aws_default_service_quota(ServiceCode="ec2", QuotaCode="L-1216C47A")["Quota"]["Value"] > 0
assert len(quotas.list_service_quotas(ServiceCode="ec2")["Quotas"]) == 2
refused("NoSuchResourceException", quotas.get_service_quota, ServiceCode="ec2", QuotaCode="L-00000000")

# The Recycle Bin, and a disk that goes out as VMDK and comes back.
rule = rbin.create_rule(ResourceType="EBS_SNAPSHOT", RetentionPeriod={"RetentionPeriodValue": 2, "RetentionPeriodUnit": "DAYS"}, Description="two days")["Identifier"]
assert rbin.get_rule(Identifier=rule)["RetentionPeriod"] == {"RetentionPeriodValue": 2, "RetentionPeriodUnit": "DAYS"}
assert rbin.update_rule(Identifier=rule, Description="still")["Description"] == "still"
assert [one["Identifier"] for one in rbin.list_rules(ResourceType="EBS_SNAPSHOT")["Rules"]] == [rule]
thrown = write({0: b"k" * SIZE})
ec2.delete_snapshot(SnapshotId=thrown)
refused("InvalidSnapshot.NotFound", ec2.describe_snapshots, SnapshotIds=[thrown])
assert [one["SnapshotId"] for one in ec2.list_snapshots_in_recycle_bin(SnapshotIds=[thrown])["Snapshots"]] == [thrown]
ec2.restore_snapshot_from_recycle_bin(SnapshotId=thrown)
assert read(thrown) == {0: b"k" * SIZE}
rbin.delete_rule(Identifier=rule)
refused("ResourceNotFoundException", rbin.get_rule, Identifier=rule)
s3 = boto3.client("s3", config=config)
s3.create_bucket(Bucket="disks")
image = ec2.register_image(Name="disk", Architecture="x86_64", RootDeviceName="/dev/sda1", VirtualizationType="hvm", BlockDeviceMappings=[{"DeviceName": "/dev/sda1", "Ebs": {"SnapshotId": thrown}}])["ImageId"]
export = ec2.export_image(ImageId=image, DiskImageFormat="VMDK", S3ExportLocation={"S3Bucket": "disks", "S3Prefix": "out/"})["ExportImageTaskId"]


def done(ask):
    for _ in range(120):
        task = ask()
        if task["Status"] != "active":
            assert task["Status"] == "completed", task
            return task
        time.sleep(0.5)
    raise AssertionError("still active")


done(lambda: ec2.describe_export_image_tasks(ExportImageTaskIds=[export])["ExportImageTasks"][0])
assert s3.get_object(Bucket="disks", Key=f"out/{export}.vmdk")["Body"].read(4) == b"KDMV"
task = ec2.import_snapshot(DiskContainer={"Format": "VMDK", "UserBucket": {"S3Bucket": "disks", "S3Key": f"out/{export}.vmdk"}})["ImportTaskId"]
back = done(lambda: ec2.describe_import_snapshot_tasks(ImportTaskIds=[task])["ImportSnapshotTasks"][0]["SnapshotTaskDetail"])["SnapshotId"]
assert read(back)[0] == b"k" * SIZE
task = ec2.import_image(DiskContainers=[{"Url": f"s3://disks/out/{export}.vmdk"}])["ImportTaskId"]
made = done(lambda: ec2.describe_import_image_tasks(ImportTaskIds=[task])["ImportImageTasks"][0])["ImageId"]
assert ec2.describe_images(ImageIds=[made])["Images"][0]["Name"] == task
print("\n".join(sorted(called)))

"""Drives every action of a local cloud with boto3, and waits with boto3's own waiters. Prints the operations that were called, one per line.

The environment is that of 'baton cloud env'; nothing else says where the cloud is.
"""
import base64
import time

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

config = Config(retries={"max_attempts": 1})
ec2 = boto3.client("ec2", config=config)
sts = boto3.client("sts", config=config)
called = set()
for client in (ec2, sts):
    client.meta.events.register("provide-client-params.*.*", lambda model, **rest: called.add(model.name))


def refused(code, action, **parameters):
    try:
        action(**parameters)
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error
        assert 400 <= error.response["ResponseMetadata"]["HTTPStatusCode"] < 500, error
        return
    raise AssertionError(f"{code} was expected of {action} {parameters}")


waited = set()


def wait(name, **parameters):
    waited.add(name)
    ec2.get_waiter(name).wait(WaiterConfig={"Delay": 1, "MaxAttempts": 30}, **parameters)


def tags(kind, **values):
    return [{"ResourceType": kind, "Tags": [{"Key": key, "Value": value} for key, value in values.items()]}]


# --- who and where
assert sts.get_caller_identity()["Account"] == "123456789012"
region = ec2.meta.region_name
assert region in [r["RegionName"] for r in ec2.describe_regions()["Regions"]]
zones = [zone["ZoneName"] for zone in ec2.describe_availability_zones()["AvailabilityZones"]]
assert zones == [region + letter for letter in "abc"]
vpc = ec2.describe_vpcs(Filters=[{"Name": "is-default", "Values": ["true"]}])["Vpcs"][0]
assert vpc["CidrBlock"] == "172.31.0.0/16"
wait("vpc_exists", VpcIds=[vpc["VpcId"]])
wait("vpc_available", VpcIds=[vpc["VpcId"]])
subnets = ec2.describe_subnets(Filters=[{"Name": "vpc-id", "Values": [vpc["VpcId"]]}])["Subnets"]
assert {subnet["AvailabilityZone"] for subnet in subnets} == set(zones)
wait("subnet_available", SubnetIds=[subnet["SubnetId"] for subnet in subnets])
attributes = {a["AttributeName"]: a["AttributeValues"][0]["AttributeValue"] for a in ec2.describe_account_attributes()["AccountAttributes"]}
assert attributes["vpc-max-elastic-ips"] == "5"
refused("InvalidSubnetID.NotFound", ec2.describe_subnets, SubnetIds=["subnet-0123456789abcdef0"])

# --- types
types = {t["InstanceType"]: t for page in ec2.get_paginator("describe_instance_types").paginate() for t in page["InstanceTypes"]}
assert types["t3.micro"]["MemoryInfo"]["SizeInMiB"] == 1024 and types["m6i.large"]["MemoryInfo"]["SizeInMiB"] == 8192
assert types["t4g.small"]["ProcessorInfo"]["SupportedArchitectures"] == ["arm64"]
offered = ec2.describe_instance_type_offerings(LocationType="availability-zone", Filters=[{"Name": "instance-type", "Values": ["t3.*"]}])["InstanceTypeOfferings"]
assert {offer["Location"] for offer in offered} == set(zones)
refused("InvalidInstanceType", ec2.describe_instance_types, InstanceTypes=["t9.huge"])

# --- keys
made = ec2.create_key_pair(KeyName="made", KeyType="ed25519", TagSpecifications=tags("key-pair", use="test"))
assert made["KeyMaterial"].startswith("-----BEGIN OPENSSH PRIVATE KEY-----")
rsa = ec2.create_key_pair(KeyName="made-rsa")
assert rsa["KeyMaterial"].startswith("-----BEGIN RSA PRIVATE KEY-----") and rsa["KeyFingerprint"].count(":") == 19
public = ec2.describe_key_pairs(KeyNames=["made"], IncludePublicKey=True)["KeyPairs"][0]
ec2.import_key_pair(KeyName="brought", PublicKeyMaterial=public["PublicKey"].encode())
assert ec2.describe_key_pairs(KeyNames=["brought"])["KeyPairs"][0]["KeyFingerprint"] == made["KeyFingerprint"]
refused("InvalidKeyPair.Duplicate", ec2.create_key_pair, KeyName="made")
refused("InvalidKey.Format", ec2.import_key_pair, KeyName="bad", PublicKeyMaterial=b"no key")
refused("InvalidKeyPair.NotFound", ec2.describe_key_pairs, KeyNames=["nobody"])
ec2.delete_key_pair(KeyName="made-rsa")
wait("key_pair_exists", KeyNames=["made"])

# --- groups
group = ec2.create_security_group(GroupName="web", Description="web servers", VpcId=vpc["VpcId"], TagSpecifications=tags("security-group", use="test"))["GroupId"]
wait("security_group_exists", GroupIds=[group])
ssh = {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "IpRanges": [{"CidrIp": "10.1.2.3/8", "Description": "office"}]}
own = {"IpProtocol": "-1", "UserIdGroupPairs": [{"GroupId": group}]}
rules = ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[ssh, own])["SecurityGroupRules"]
assert rules[0]["CidrIpv4"] == "10.0.0.0/8"
refused("InvalidPermission.Duplicate", ec2.authorize_security_group_ingress, GroupId=group, IpPermissions=[ssh])
ec2.authorize_security_group_egress(GroupId=group, IpPermissions=[{"IpProtocol": "udp", "FromPort": 53, "ToPort": 53, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}])
ec2.revoke_security_group_egress(GroupId=group, IpPermissions=[{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}])
ec2.revoke_security_group_ingress(GroupId=group, SecurityGroupRuleIds=[rules[1]["SecurityGroupRuleId"]])
refused("InvalidPermission.NotFound", ec2.revoke_security_group_ingress, GroupId=group, IpPermissions=[own])
shown = ec2.describe_security_groups(Filters=[{"Name": "ip-permission.from-port", "Values": ["22"]}])["SecurityGroups"]
assert [g["GroupId"] for g in shown] == [group] and len(shown[0]["IpPermissionsEgress"]) == 1
assert len(ec2.describe_security_group_rules(Filters=[{"Name": "group-id", "Values": [group]}])["SecurityGroupRules"]) == 2
refused("InvalidGroup.NotFound", ec2.describe_security_groups, GroupIds=["sg-0123456789abcdef0"])
refused("InvalidGroup.Duplicate", ec2.create_security_group, GroupName="web", Description="again")
refused("InvalidParameterValue", ec2.authorize_security_group_ingress, GroupId=group, CidrIp="300.0.0.0/8", IpProtocol="tcp", FromPort=1, ToPort=2)

# --- instances
image = ec2.describe_images(Owners=["amazon"], Filters=[{"Name": "name", "Values": ["debian-12-amd64-*"]}])["Images"][0]
launch = dict(
    ImageId=image["ImageId"], InstanceType="t3.micro", KeyName="made", SecurityGroupIds=[group], MinCount=1, MaxCount=1, UserData="#!/bin/sh\necho hello\n",
    TagSpecifications=tags("instance", Name="one") + tags("volume", Name="one"),
    BlockDeviceMappings=[{"DeviceName": "/dev/sdf", "Ebs": {"VolumeSize": 3, "VolumeType": "gp3", "DeleteOnTermination": False}}],
)
refused("DryRunOperation", ec2.run_instances, **launch, DryRun=True)
reservation = ec2.run_instances(**launch, ClientToken="once")
one = reservation["Instances"][0]["InstanceId"]
assert reservation["Instances"][0]["State"]["Name"] == "pending"
assert ec2.run_instances(**launch, ClientToken="once")["Instances"][0]["InstanceId"] == one
refused("IdempotentParameterMismatch", ec2.run_instances, **{**launch, "InstanceType": "t3.small"}, ClientToken="once")
refused("InvalidAMIID.NotFound", ec2.run_instances, ImageId="ami-0123456789abcdef0", MinCount=1, MaxCount=1)
refused("InvalidParameterValue", ec2.run_instances, ImageId=image["ImageId"], InstanceType="t4g.micro", MinCount=1, MaxCount=1)
wait("instance_exists", InstanceIds=[one])
wait("instance_running", InstanceIds=[one])
wait("instance_status_ok", InstanceIds=[one])
wait("system_status_ok", InstanceIds=[one])
found = ec2.describe_instances(Filters=[{"Name": "tag:Name", "Values": ["o?e"]}, {"Name": "instance-state-name", "Values": ["running"]}])["Reservations"]
instance = found[0]["Instances"][0]
assert instance["InstanceId"] == one and instance["PublicIpAddress"].startswith("127.43.") and len(instance["BlockDeviceMappings"]) == 2
assert "BEGIN SSH HOST KEY KEYS" in ec2.get_console_output(InstanceId=one, Latest=True)["Output"]
assert base64.b64decode(ec2.describe_instance_attribute(InstanceId=one, Attribute="userData")["UserData"]["Value"]).startswith(b"#!/bin/sh")
refused("IncorrectInstanceState", ec2.modify_instance_attribute, InstanceId=one, InstanceType={"Value": "t3.small"})
ec2.modify_instance_metadata_options(InstanceId=one, HttpTokens="required")
ec2.monitor_instances(InstanceIds=[one])
ec2.unmonitor_instances(InstanceIds=[one])
ec2.reboot_instances(InstanceIds=[one])
ec2.modify_instance_attribute(InstanceId=one, DisableApiTermination={"Value": True})
refused("OperationNotPermitted", ec2.terminate_instances, InstanceIds=[one])
ec2.modify_instance_attribute(InstanceId=one, DisableApiTermination={"Value": False})
refused("InvalidInstanceID.NotFound", ec2.describe_instances, InstanceIds=["i-0123456789abcdef0"])
refused("InvalidInstanceID.Malformed", ec2.describe_instances, InstanceIds=["web"])
nic = ec2.describe_network_interfaces(Filters=[{"Name": "attachment.instance-id", "Values": [one]}])["NetworkInterfaces"][0]
ec2.modify_network_interface_attribute(NetworkInterfaceId=nic["NetworkInterfaceId"], SourceDestCheck={"Value": False})
ec2.describe_instance_status(IncludeAllInstances=True)

# --- volumes
volume = ec2.create_volume(AvailabilityZone=instance["Placement"]["AvailabilityZone"], Size=2, VolumeType="gp3", TagSpecifications=tags("volume", Name="extra"))["VolumeId"]
wait("volume_available", VolumeIds=[volume])
ec2.attach_volume(VolumeId=volume, InstanceId=one, Device="/dev/sdg")
wait("volume_in_use", VolumeIds=[volume])
refused("VolumeInUse", ec2.attach_volume, VolumeId=volume, InstanceId=one, Device="/dev/sdh")
refused("VolumeInUse", ec2.delete_volume, VolumeId=volume)
grown = ec2.modify_volume(VolumeId=volume, Size=4)["VolumeModification"]
assert (grown["ModificationState"], grown["OriginalSize"], grown["TargetSize"]) == ("modifying", 2, 4)
assert ec2.describe_volumes_modifications(VolumeIds=[volume])["VolumesModifications"][0]["ModificationState"] in ("optimizing", "completed")
refused("InvalidParameterValue", ec2.modify_volume, VolumeId=volume, Size=1)
ec2.modify_volume_attribute(VolumeId=volume, AutoEnableIO={"Value": True})
assert ec2.describe_volume_attribute(VolumeId=volume, Attribute="autoEnableIO")["AutoEnableIO"]["Value"]
ec2.enable_volume_io(VolumeId=volume)
assert ec2.describe_volume_status(VolumeIds=[volume])["VolumeStatuses"][0]["VolumeStatus"]["Status"] == "ok"

# --- snapshots
several = ec2.create_snapshots(InstanceSpecification={"InstanceId": one}, Description="set", CopyTagsFromSource="volume")["Snapshots"]
assert len(several) == 3 and {s["State"] for s in several} == {"pending"}
single = ec2.create_snapshot(VolumeId=volume, TagSpecifications=tags("snapshot", Name="single"))["SnapshotId"]
wait("snapshot_completed", SnapshotIds=[single] + [s["SnapshotId"] for s in several])
pages = list(ec2.get_paginator("describe_snapshots").paginate(OwnerIds=["self"], PaginationConfig={"PageSize": 5}))
assert sum(len(page["Snapshots"]) for page in pages) == 4
ec2.detach_volume(VolumeId=volume)
wait("volume_available", VolumeIds=[volume])
ec2.delete_volume(VolumeId=volume)
wait("volume_deleted", VolumeIds=[volume])
refused("InvalidVolume.NotFound", ec2.describe_volumes, VolumeIds=[volume])

# --- images
with_reboot = ec2.create_image(InstanceId=one, Name="with-reboot")["ImageId"]
wait("image_exists", ImageIds=[with_reboot])
wait("image_available", ImageIds=[with_reboot])
without = ec2.create_image(InstanceId=one, Name="without", NoReboot=True, TagSpecifications=tags("image", level="crash"))["ImageId"]
wait("image_available", ImageIds=[without])
refused("InvalidAMIName.Duplicate", ec2.create_image, InstanceId=one, Name="without")
root = next(d for d in ec2.describe_images(ImageIds=[without])["Images"][0]["BlockDeviceMappings"] if d["DeviceName"] == image["RootDeviceName"])
registered = ec2.register_image(
    Name="registered", Architecture="x86_64", VirtualizationType="hvm", RootDeviceName=root["DeviceName"], EnaSupport=True,
    BlockDeviceMappings=[{"DeviceName": root["DeviceName"], "Ebs": {"SnapshotId": root["Ebs"]["SnapshotId"], "VolumeSize": 12}}],
)["ImageId"]
refused("InvalidSnapshot.InUse", ec2.delete_snapshot, SnapshotId=root["Ebs"]["SnapshotId"])
ec2.modify_image_attribute(ImageId=registered, LaunchPermission={"Add": [{"UserId": "210987654321"}]})
assert ec2.describe_image_attribute(ImageId=registered, Attribute="launchPermission")["LaunchPermissions"] == [{"UserId": "210987654321"}]
refused("UnsupportedOperation", ec2.get_instance_uefi_data, InstanceId=one)
boto3.client("s3").create_bucket(Bucket="images")
stored = ec2.create_store_image_task(ImageId=without, Bucket="images", S3ObjectTags=[{"Key": "a", "Value": "1"}])["ObjectKey"]
if "store_image_task_complete" in ec2.waiter_names:
    wait("store_image_task_complete", ImageIds=[without])
while (task := ec2.describe_store_image_tasks(ImageIds=[without])["StoreImageTaskResults"][0])["StoreTaskState"] == "InProgress":
    time.sleep(0.2)
assert task["StoreTaskState"] == "Completed" and task["S3objectKey"] == stored, task
restored = ec2.create_restore_image_task(Bucket="images", ObjectKey=stored, Name="restored")["ImageId"]
wait("image_available", ImageIds=[restored])
for own_image in (with_reboot, without, registered, restored):
    ec2.deregister_image(ImageId=own_image)
for snapshot in ec2.describe_snapshots(OwnerIds=["self"])["Snapshots"]:
    ec2.delete_snapshot(SnapshotId=snapshot["SnapshotId"])
assert ec2.describe_images(ImageIds=[registered])["Images"] == [], "what was deregistered is forgotten later"

# --- addresses
first = ec2.allocate_address(Domain="vpc", TagSpecifications=tags("elastic-ip", Name="front"))
second = ec2.allocate_address()
association = ec2.associate_address(AllocationId=first["AllocationId"], InstanceId=one)["AssociationId"]
assert ec2.associate_address(AllocationId=first["AllocationId"], InstanceId=one)["AssociationId"] == association
assert ec2.describe_instances(InstanceIds=[one])["Reservations"][0]["Instances"][0]["PublicIpAddress"] == first["PublicIp"]
two = ec2.run_instances(ImageId=image["ImageId"], InstanceType="t3.small", MinCount=1, MaxCount=1)["Instances"][0]["InstanceId"]
wait("instance_running", InstanceIds=[two])
refused("Resource.AlreadyAssociated", ec2.associate_address, AllocationId=first["AllocationId"], InstanceId=two, AllowReassociation=False)
ec2.associate_address(AllocationId=first["AllocationId"], InstanceId=two)
assert ec2.describe_instances(InstanceIds=[one])["Reservations"][0]["Instances"][0]["PublicIpAddress"].startswith("127.43.")
refused("InvalidIPAddress.InUse", ec2.release_address, AllocationId=first["AllocationId"])
where = ec2.describe_addresses(Filters=[{"Name": "tag:Name", "Values": ["front"]}])["Addresses"][0]
ec2.disassociate_address(AssociationId=where["AssociationId"])
refused("InvalidAssociationID.NotFound", ec2.disassociate_address, AssociationId=where["AssociationId"])
for address in (first, second):
    ec2.release_address(AllocationId=address["AllocationId"])
refused("InvalidAllocationID.NotFound", ec2.release_address, AllocationId=first["AllocationId"])
spare = [ec2.allocate_address() for _ in range(5)]
refused("AddressLimitExceeded", ec2.allocate_address)
for address in spare:
    ec2.release_address(AllocationId=address["AllocationId"])

# --- tags
ec2.create_tags(Resources=[one, two], Tags=[{"Key": "stage", "Value": "test"}])
assert len(ec2.describe_tags(Filters=[{"Name": "key", "Values": ["stage"]}])["Tags"]) == 2
ec2.delete_tags(Resources=[one], Tags=[{"Key": "stage"}])
assert [t["ResourceId"] for t in ec2.describe_tags(Filters=[{"Name": "key", "Values": ["stage"]}])["Tags"]] == [two]
refused("InvalidInstanceID.NotFound", ec2.create_tags, Resources=["i-0123456789abcdef0"], Tags=[{"Key": "a", "Value": "b"}])

# --- resize, stop, start, end
ec2.stop_instances(InstanceIds=[one])
wait("instance_stopped", InstanceIds=[one])
ec2.modify_instance_attribute(InstanceId=one, InstanceType={"Value": "t3.large"})
ec2.start_instances(InstanceIds=[one])
wait("instance_running", InstanceIds=[one])
assert ec2.describe_instances(InstanceIds=[one])["Reservations"][0]["Instances"][0]["InstanceType"] == "t3.large"
refused("DependencyViolation", ec2.delete_security_group, GroupId=group)
ec2.terminate_instances(InstanceIds=[one, two])
wait("instance_terminated", InstanceIds=[one, two])
left = ec2.describe_volumes()["Volumes"]
assert [v["Size"] for v in left] == [3], left
ec2.delete_volume(VolumeId=left[0]["VolumeId"])
ec2.delete_security_group(GroupId=group)
refused("InvalidAction", ec2.describe_spot_instance_requests)
called.discard("DescribeSpotInstanceRequests")
# Every waiter of boto3 on an action of the cloud. An interface without an instance, the state that one of them waits for, needs CreateNetworkInterface.
known = {name for name in ec2.waiter_names if ec2.get_waiter(name).config.operation in called}
assert known - waited <= {"network_interface_available"}, known - waited
print("\n".join(sorted(called)))

"""The second half of what boto3 does with a local cloud: networks, interfaces, templates, what is shared and copied, what protects.

Prints the operations that were called, one per line, and "unknown OPERATION" for those that this boto3 is too old to know.
Usage: boto3_network_story.py   (endpoint, credentials and region from the environment)
"""
import datetime
import os

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

endpoint = os.environ["AWS_ENDPOINT_URL"]
config = Config(retries={"max_attempts": 1})
ec2 = boto3.client("ec2", endpoint_url=endpoint, config=config)
there = boto3.client("ec2", endpoint_url=endpoint, config=config, region_name="eu-central-1")
called = set()
for client in (ec2, there):
    client.meta.events.register("provide-client-params.*.*", lambda model, **rest: called.add(model.name))


def refused(code, action, **parameters):
    try:
        action(**parameters)
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error
        return
    raise AssertionError(f"{code} was expected of {action} {parameters}")


def wait(client, name, **parameters):
    client.get_waiter(name).wait(WaiterConfig={"Delay": 1, "MaxAttempts": 30}, **parameters)


def known(client, method, operation, **parameters):
    """Calls what an older boto3 does not have; says so when it has not."""
    if not hasattr(client, method):
        print(f"unknown {operation}")
        return {}
    return getattr(client, method)(**parameters)


# --- a network of one's own
vpc = ec2.create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]["VpcId"]
wait(ec2, "vpc_exists", VpcIds=[vpc])
wait(ec2, "vpc_available", VpcIds=[vpc])
ec2.modify_vpc_attribute(VpcId=vpc, EnableDnsHostnames={"Value": True})
assert ec2.describe_vpc_attribute(VpcId=vpc, Attribute="enableDnsHostnames")["EnableDnsHostnames"]["Value"]
known(ec2, "describe_vpc_classic_link", "DescribeVpcClassicLink")
known(ec2, "describe_vpc_classic_link_dns_support", "DescribeVpcClassicLinkDnsSupport")
options = ec2.create_dhcp_options(DhcpConfigurations=[{"Key": "domain-name", "Values": ["example.org"]}])["DhcpOptions"]["DhcpOptionsId"]
ec2.associate_dhcp_options(DhcpOptionsId=options, VpcId=vpc)
assert ec2.describe_dhcp_options(Filters=[{"Name": "value", "Values": ["example.*"]}])["DhcpOptions"][0]["DhcpOptionsId"] == options
refused("DependencyViolation", ec2.delete_dhcp_options, DhcpOptionsId=options)
ec2.associate_dhcp_options(DhcpOptionsId="default", VpcId=vpc)
ec2.delete_dhcp_options(DhcpOptionsId=options)
subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.9.1.0/24")["Subnet"]
wait(ec2, "subnet_available", SubnetIds=[subnet["SubnetId"]])
ec2.modify_subnet_attribute(SubnetId=subnet["SubnetId"], MapPublicIpOnLaunch={"Value": True})
refused("InvalidSubnet.Conflict", ec2.create_subnet, VpcId=vpc, CidrBlock="10.9.1.128/25")
gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
wait(ec2, "internet_gateway_exists", InternetGatewayIds=[gateway]) if "internet_gateway_exists" in ec2.waiter_names else None
ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
assert ec2.describe_internet_gateways(InternetGatewayIds=[gateway])["InternetGateways"][0]["Attachments"][0]["VpcId"] == vpc
table = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
ec2.create_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", GatewayId=gateway)
ec2.replace_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", GatewayId=gateway)
association = ec2.associate_route_table(RouteTableId=table, SubnetId=subnet["SubnetId"])["AssociationId"]
main = ec2.describe_route_tables(Filters=[{"Name": "vpc-id", "Values": [vpc]}, {"Name": "association.main", "Values": ["true"]}])["RouteTables"][0]["RouteTableId"]
association = ec2.replace_route_table_association(AssociationId=association, RouteTableId=main)["NewAssociationId"]
ec2.disassociate_route_table(AssociationId=association)
ec2.delete_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0")
ec2.delete_route_table(RouteTableId=table)

# --- network ACLs
acl = ec2.create_network_acl(VpcId=vpc)["NetworkAcl"]["NetworkAclId"]
rule = dict(NetworkAclId=acl, RuleNumber=10, Protocol="6", PortRange={"From": 22, "To": 22}, Egress=False, CidrBlock="0.0.0.0/0")
ec2.create_network_acl_entry(RuleAction="allow", **rule)
ec2.replace_network_acl_entry(RuleAction="deny", **rule)
default = ec2.describe_network_acls(Filters=[{"Name": "vpc-id", "Values": [vpc]}, {"Name": "default", "Values": ["true"]}])["NetworkAcls"][0]
swapped = ec2.replace_network_acl_association(AssociationId=default["Associations"][0]["NetworkAclAssociationId"], NetworkAclId=acl)["NewAssociationId"]
refused("DependencyViolation", ec2.delete_network_acl, NetworkAclId=acl)
ec2.replace_network_acl_association(AssociationId=swapped, NetworkAclId=default["NetworkAclId"])
ec2.delete_network_acl_entry(NetworkAclId=acl, RuleNumber=10, Egress=False)
ec2.delete_network_acl(NetworkAclId=acl)

# --- interfaces
nic = ec2.create_network_interface(SubnetId=subnet["SubnetId"], Description="spare")["NetworkInterface"]["NetworkInterfaceId"]
wait(ec2, "network_interface_available", NetworkInterfaceIds=[nic])
assert ec2.describe_network_interface_attribute(NetworkInterfaceId=nic, Attribute="description")["Description"]["Value"] == "spare"
added = ec2.assign_private_ip_addresses(NetworkInterfaceId=nic, SecondaryPrivateIpAddressCount=1)["AssignedPrivateIpAddresses"][0]["PrivateIpAddress"]
ec2.unassign_private_ip_addresses(NetworkInterfaceId=nic, PrivateIpAddresses=[added])
image = ec2.describe_images(Owners=["amazon"])["Images"][0]["ImageId"]

# --- templates
template = ec2.create_launch_template(LaunchTemplateName="web", LaunchTemplateData={"ImageId": image, "InstanceType": "t3.micro", "NetworkInterfaces": [{"DeviceIndex": 0, "SubnetId": subnet["SubnetId"]}]})["LaunchTemplate"]["LaunchTemplateId"]
ec2.create_launch_template_version(LaunchTemplateId=template, SourceVersion="1", LaunchTemplateData={"InstanceType": "t3.small"})
ec2.modify_launch_template(LaunchTemplateId=template, DefaultVersion="2")
assert ec2.describe_launch_template_versions(LaunchTemplateName="web", Versions=["$Default"])["LaunchTemplateVersions"][0]["LaunchTemplateData"]["InstanceType"] == "t3.small"
one = ec2.run_instances(LaunchTemplate={"LaunchTemplateName": "web"}, MinCount=1, MaxCount=1)["Instances"][0]
assert one["InstanceType"] == "t3.small" and one["SubnetId"] == subnet["SubnetId"]
assert ec2.delete_launch_template_versions(LaunchTemplateId=template, Versions=["1"])["SuccessfullyDeletedLaunchTemplateVersions"][0]["VersionNumber"] == 1
assert ec2.describe_launch_templates()["LaunchTemplates"][0]["LatestVersionNumber"] == 2
ec2.delete_launch_template(LaunchTemplateId=template)
one = one["InstanceId"]
wait(ec2, "instance_running", InstanceIds=[one])
profile = ec2.associate_iam_instance_profile(InstanceId=one, IamInstanceProfile={"Name": "web"})["IamInstanceProfileAssociation"]["AssociationId"]
ec2.replace_iam_instance_profile_association(AssociationId=profile, IamInstanceProfile={"Name": "db"})
assert ec2.describe_iam_instance_profile_associations(Filters=[{"Name": "instance-id", "Values": [one]}])["IamInstanceProfileAssociations"][0]["State"] == "associated"
ec2.disassociate_iam_instance_profile(AssociationId=profile)
ec2.stop_instances(InstanceIds=[one])
wait(ec2, "instance_stopped", InstanceIds=[one])
attachment = ec2.attach_network_interface(NetworkInterfaceId=nic, InstanceId=one, DeviceIndex=1)["AttachmentId"]
ec2.detach_network_interface(AttachmentId=attachment)
ec2.delete_network_interface(NetworkInterfaceId=nic)

# --- rules of groups
group = ec2.create_security_group(GroupName="web", Description="web", VpcId=vpc)["GroupId"]
ssh = {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "IpRanges": [{"CidrIp": "10.0.0.0/8", "Description": "office"}]}
rule = ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[ssh])["SecurityGroupRules"][0]["SecurityGroupRuleId"]
ec2.update_security_group_rule_descriptions_ingress(GroupId=group, IpPermissions=[{**ssh, "IpRanges": [{"CidrIp": "10.0.0.0/8", "Description": "home"}]}])
ec2.update_security_group_rule_descriptions_egress(GroupId=group, IpPermissions=[{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0", "Description": "out"}]}])
ec2.modify_security_group_rules(GroupId=group, SecurityGroupRules=[{"SecurityGroupRuleId": rule, "SecurityGroupRule": {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIpv4": "10.0.0.0/8"}}])
assert ec2.describe_security_group_rules(SecurityGroupRuleIds=[rule])["SecurityGroupRules"][0]["FromPort"] == 443
ec2.delete_security_group(GroupId=group)

# --- images and snapshots, shared, copied and protected
mine = ec2.create_image(InstanceId=one, Name="mine", NoReboot=True)["ImageId"]
ec2.terminate_instances(InstanceIds=[one])
wait(ec2, "instance_terminated", InstanceIds=[one])
snapshot = ec2.describe_images(ImageIds=[mine])["Images"][0]["BlockDeviceMappings"][0]["Ebs"]["SnapshotId"]
ec2.modify_snapshot_attribute(SnapshotId=snapshot, CreateVolumePermission={"Add": [{"UserId": "210987654321"}]})
assert ec2.describe_snapshot_attribute(SnapshotId=snapshot, Attribute="createVolumePermission")["CreateVolumePermissions"] == [{"UserId": "210987654321"}]
ec2.reset_snapshot_attribute(SnapshotId=snapshot, Attribute="createVolumePermission")
ec2.modify_image_attribute(ImageId=mine, LaunchPermission={"Add": [{"UserId": "210987654321"}]})
ec2.reset_image_attribute(ImageId=mine, Attribute="launchPermission")
copy = there.copy_image(Name="copy", SourceImageId=mine, SourceRegion="us-east-1")["ImageId"]
wait(there, "image_available", ImageIds=[copy])
apart = there.copy_snapshot(SourceRegion="us-east-1", SourceSnapshotId=snapshot)["SnapshotId"]
wait(there, "snapshot_completed", SnapshotIds=[apart])
refused("InvalidSnapshot.NotFound", ec2.describe_snapshots, SnapshotIds=[apart])
tomorrow = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=1)
ec2.enable_image_deprecation(ImageId=mine, DeprecateAt=tomorrow)
assert "DeprecationTime" in ec2.describe_images(ImageIds=[mine])["Images"][0]
ec2.disable_image_deprecation(ImageId=mine)
known(ec2, "enable_image_deregistration_protection", "EnableImageDeregistrationProtection", ImageId=mine)
known(ec2, "disable_image_deregistration_protection", "DisableImageDeregistrationProtection", ImageId=mine)
known(ec2, "disable_image", "DisableImage", ImageId=mine)
known(ec2, "enable_image", "EnableImage", ImageId=mine)
known(ec2, "lock_snapshot", "LockSnapshot", SnapshotId=snapshot, LockMode="governance", LockDuration=1)
known(ec2, "describe_locked_snapshots", "DescribeLockedSnapshots")
known(ec2, "unlock_snapshot", "UnlockSnapshot", SnapshotId=snapshot)
refused("UnsupportedOperation", ec2.modify_snapshot_tier, SnapshotId=snapshot, StorageTier="archive")
assert ec2.describe_snapshot_tier_status()["SnapshotTierStatuses"][0]["StorageTier"] == "standard"
assert ec2.describe_fast_snapshot_restores()["FastSnapshotRestores"] == []
assert ec2.get_ebs_encryption_by_default()["EbsEncryptionByDefault"] is False
assert ec2.describe_addresses_attribute()["Addresses"] == []

# --- prefix lists, and a copy of a volume
offices = ec2.create_managed_prefix_list(PrefixListName="offices", AddressFamily="IPv4", MaxEntries=5, Entries=[{"Cidr": "192.0.2.0/24"}])["PrefixList"]
offices = offices["PrefixListId"]
ec2.modify_managed_prefix_list(PrefixListId=offices, CurrentVersion=1, AddEntries=[{"Cidr": "198.51.100.0/24", "Description": "new"}])
refused("PrefixListVersionMismatch", ec2.modify_managed_prefix_list, PrefixListId=offices, CurrentVersion=1, AddEntries=[{"Cidr": "203.0.113.0/24"}])
assert [entry["Cidr"] for entry in ec2.get_managed_prefix_list_entries(PrefixListId=offices)["Entries"]] == ["192.0.2.0/24", "198.51.100.0/24"]
ec2.restore_managed_prefix_list_version(PrefixListId=offices, CurrentVersion=2, PreviousVersion=1)
shown = ec2.describe_managed_prefix_lists(Filters=[{"Name": "prefix-list-name", "Values": ["off*"]}])["PrefixLists"][0]
assert shown["Version"] == 3 and shown["State"] == "modify-complete", shown
closed = ec2.create_security_group(GroupName="offices", Description="offices")["GroupId"]
ec2.authorize_security_group_ingress(GroupId=closed, IpPermissions=[{"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "PrefixListIds": [{"PrefixListId": offices}]}])
assert ec2.get_managed_prefix_list_associations(PrefixListId=offices)["PrefixListAssociations"][0]["ResourceId"] == closed
refused("DependencyViolation", ec2.delete_managed_prefix_list, PrefixListId=offices)
ec2.delete_security_group(GroupId=closed)
ec2.delete_managed_prefix_list(PrefixListId=offices)
assert ec2.describe_prefix_lists()["PrefixLists"] == []
plain = ec2.create_volume(AvailabilityZone="us-east-1a", Size=1)["VolumeId"]
known(ec2, "copy_volumes", "CopyVolumes", SourceVolumeId=plain, Size=2)

# --- the bin, which is empty, and tasks that there are not; what they do is in boto3_blocks_story.py, with real disks
assert ec2.list_snapshots_in_recycle_bin()["Snapshots"] == ec2.list_images_in_recycle_bin()["Images"] == []
refused("InvalidSnapshot.NotFound", ec2.restore_snapshot_from_recycle_bin, SnapshotId="snap-0123456789abcdef0")
refused("InvalidAMIID.NotFound", ec2.restore_image_from_recycle_bin, ImageId="ami-0123456789abcdef0")
assert ec2.describe_import_snapshot_tasks()["ImportSnapshotTasks"] == ec2.describe_import_image_tasks()["ImportImageTasks"] == ec2.describe_export_image_tasks()["ExportImageTasks"] == []
refused("InvalidParameterValue", ec2.import_snapshot, DiskContainer={"Url": "s3://nobody/disk"})
refused("InvalidParameterValue", ec2.import_image, DiskContainers=[{"Url": "s3://nobody/disk"}])
refused("InvalidParameterValue", ec2.export_image, ImageId=mine, DiskImageFormat="VMDK", S3ExportLocation={"S3Bucket": "nobody"})
refused("InvalidConversionTaskId.NotFound", ec2.cancel_import_task, ImportTaskId="import-ami-0123456789abcdef0")

# --- and down again
ec2.deregister_image(ImageId=mine)
ec2.delete_snapshot(SnapshotId=snapshot)
ec2.detach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
ec2.delete_internet_gateway(InternetGatewayId=gateway)
ec2.delete_subnet(SubnetId=subnet["SubnetId"])
ec2.delete_vpc(VpcId=vpc)
refused("InvalidVpcID.NotFound", ec2.describe_vpcs, VpcIds=[vpc])
print("\n".join(sorted(called)))

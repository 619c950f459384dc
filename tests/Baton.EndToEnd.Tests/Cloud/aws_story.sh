#!/usr/bin/env bash
# Drives every action of a local cloud with the AWS CLI, and waits with the AWS CLI's own waiters, as a user would who has typed: eval "$(baton cloud env)".
# Prints the commands that succeeded, one per line.
#
# Usage: aws_story.sh BATON AWS   (two programs; BATON_HOME says which cloud)
set -euo pipefail
baton=$1 aws=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
exec 3>&1

eval "$("$baton" cloud env)"
export AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null AWS_PAGER='' AWS_DEFAULT_OUTPUT=text

ec2() { # COMMAND ARGUMENT...
    "$aws" ec2 "$@"
    echo "$1" >&3
}

wait_for() { # WAITER ARGUMENT...
    # The waiters of the AWS CLI ask at once and then every 15 seconds; simulated machines need one.
    sleep 1
    "$aws" ec2 wait "$@"
    echo "wait $1" >&3
}

refused() { # CODE COMMAND ARGUMENT...
    local code=$1
    shift
    if "$aws" ec2 "$@" >"$folder/answer" 2>&1; then
        echo "$code was expected of: $*" >&2
        return 1
    fi
    grep -q "($code)" "$folder/answer" || { echo "$code was expected of: $*, not: $(cat "$folder/answer")" >&2; return 1; }
}

same() { # EXPECTED FOUND
    [ "$1" = "$2" ] || { echo "line ${BASH_LINENO[0]}: '$1' was expected, not '$2'" >&2; return 1; }
}

# --- who and where
same 123456789012 "$("$aws" sts get-caller-identity --query Account)"
echo get-caller-identity
same us-east-1 "$(ec2 describe-regions --query "Regions[?RegionName=='us-east-1'].RegionName")"
zone=$(ec2 describe-availability-zones --query 'AvailabilityZones[0].ZoneName')
vpc=$(ec2 describe-vpcs --filters Name=is-default,Values=true --query 'Vpcs[0].VpcId')
wait_for vpc-exists --vpc-ids "$vpc"
wait_for vpc-available --vpc-ids "$vpc"
subnet=$(ec2 describe-subnets --filters Name=vpc-id,Values="$vpc" Name=availability-zone,Values="$zone" --query 'Subnets[0].SubnetId')
wait_for subnet-available --subnet-ids "$subnet"
same 5 "$(ec2 describe-account-attributes --attribute-names vpc-max-elastic-ips --query 'AccountAttributes[0].AttributeValues[0].AttributeValue')"

# --- types
same 1024 "$(ec2 describe-instance-types --instance-types t3.micro --query 'InstanceTypes[0].MemoryInfo.SizeInMiB')"
same t3.micro "$(ec2 describe-instance-type-offerings --location-type availability-zone --filters Name=instance-type,Values=t3.micro Name=location,Values="$zone" --query 'InstanceTypeOfferings[].InstanceType')"

# --- keys
ec2 create-key-pair --key-name made --key-type ed25519 --query KeyMaterial >"$folder/made.pem"
chmod 600 "$folder/made.pem"
ssh-keygen -y -f "$folder/made.pem" >"$folder/made.pub"
ec2 import-key-pair --key-name brought --public-key-material "fileb://$folder/made.pub" >"$folder/answer"
wait_for key-pair-exists --key-names brought
same "$(ec2 describe-key-pairs --key-names made --query 'KeyPairs[0].KeyFingerprint')" "$(ec2 describe-key-pairs --key-names brought --query 'KeyPairs[0].KeyFingerprint')"
ec2 delete-key-pair --key-name brought >"$folder/answer"
refused InvalidKeyPair.NotFound describe-key-pairs --key-names brought

# --- groups
group=$(ec2 create-security-group --group-name web --description 'web servers' --vpc-id "$vpc" --query GroupId)
wait_for security-group-exists --group-ids "$group"
ec2 authorize-security-group-ingress --group-id "$group" --protocol tcp --port 22 --cidr 10.0.0.0/8 >"$folder/answer"
ec2 authorize-security-group-egress --group-id "$group" --protocol udp --port 53 --cidr 0.0.0.0/0 >"$folder/answer"
same 3 "$(ec2 describe-security-group-rules --filters Name=group-id,Values="$group" --query 'length(SecurityGroupRules)')"
ec2 revoke-security-group-egress --group-id "$group" --protocol udp --port 53 --cidr 0.0.0.0/0 >"$folder/answer"
ec2 revoke-security-group-ingress --group-id "$group" --protocol tcp --port 22 --cidr 10.0.0.0/8 >"$folder/answer"
same 0 "$(ec2 describe-security-groups --group-ids "$group" --query 'length(SecurityGroups[0].IpPermissions)')"

# --- instances
image=$(ec2 describe-images --owners amazon --filters 'Name=name,Values=debian-12-amd64-*' --query 'Images[0].ImageId')
launch=(--image-id "$image" --instance-type t3.micro --key-name made --security-group-ids "$group" --subnet-id "$subnet" --user-data '#!/bin/sh'
    --tag-specifications 'ResourceType=instance,Tags=[{Key=Name,Value=one}]')
refused DryRunOperation run-instances "${launch[@]}" --dry-run
one=$(ec2 run-instances "${launch[@]}" --client-token once --query 'Instances[0].InstanceId')
same "$one" "$(ec2 run-instances "${launch[@]}" --client-token once --query 'Instances[0].InstanceId')"
refused IdempotentParameterMismatch run-instances "${launch[@]}" --client-token once --instance-type t3.small
wait_for instance-exists --instance-ids "$one"
wait_for instance-running --instance-ids "$one"
wait_for instance-status-ok --instance-ids "$one"
wait_for system-status-ok --instance-ids "$one"
same "$one" "$(ec2 describe-instances --filters Name=tag:Name,Values=one Name=instance-state-name,Values=running --query 'Reservations[].Instances[].InstanceId')"
same running "$(ec2 describe-instance-status --instance-ids "$one" --query 'InstanceStatuses[0].InstanceState.Name')"
ec2 get-console-output --instance-id "$one" --latest --query Output >"$folder/console"
grep -q 'BEGIN SSH HOST KEY KEYS' "$folder/console"
same t3.micro "$(ec2 describe-instance-attribute --instance-id "$one" --attribute instanceType --query InstanceType.Value)"
ec2 modify-instance-metadata-options --instance-id "$one" --http-tokens required >"$folder/answer"
ec2 monitor-instances --instance-ids "$one" >"$folder/answer"
ec2 unmonitor-instances --instance-ids "$one" >"$folder/answer"
ec2 reboot-instances --instance-ids "$one"
interface=$(ec2 describe-network-interfaces --filters Name=attachment.instance-id,Values="$one" --query 'NetworkInterfaces[0].NetworkInterfaceId')
ec2 modify-network-interface-attribute --network-interface-id "$interface" --no-source-dest-check

# --- volumes and snapshots
volume=$(ec2 create-volume --availability-zone "$zone" --size 2 --volume-type gp3 --query VolumeId)
wait_for volume-available --volume-ids "$volume"
ec2 attach-volume --volume-id "$volume" --instance-id "$one" --device /dev/sdg >"$folder/answer"
wait_for volume-in-use --volume-ids "$volume"
ec2 modify-volume --volume-id "$volume" --size 4 >"$folder/answer"
same 4 "$(ec2 describe-volumes-modifications --volume-ids "$volume" --query 'VolumesModifications[0].TargetSize')"
ec2 modify-volume-attribute --volume-id "$volume" --auto-enable-io
same True "$(ec2 describe-volume-attribute --volume-id "$volume" --attribute autoEnableIO --query AutoEnableIO.Value)"
ec2 enable-volume-io --volume-id "$volume"
same ok "$(ec2 describe-volume-status --volume-ids "$volume" --query 'VolumeStatuses[0].VolumeStatus.Status')"
single=$(ec2 create-snapshot --volume-id "$volume" --query SnapshotId)
several=$(ec2 create-snapshots --instance-specification InstanceId="$one" --query 'Snapshots[].SnapshotId')
# shellcheck disable=SC2086 # several ids, one per word
wait_for snapshot-completed --snapshot-ids "$single" $several
same 3 "$(ec2 describe-snapshots --owner-ids self --page-size 5 --query 'length(Snapshots)')"
same 1 "$(ec2 describe-snapshots --owner-ids self --page-size 5 --max-items 1 --query 'length(Snapshots)' | head -n 1)"
ec2 detach-volume --volume-id "$volume" >"$folder/answer"
wait_for volume-available --volume-ids "$volume"
ec2 delete-volume --volume-id "$volume"
wait_for volume-deleted --volume-ids "$volume"
refused InvalidVolume.NotFound describe-volumes --volume-ids "$volume"
same 1 "$(ec2 describe-volumes --query 'length(Volumes)')"

# --- images
with_reboot=$(ec2 create-image --instance-id "$one" --name with-reboot --query ImageId)
without=$(ec2 create-image --instance-id "$one" --name without --no-reboot --query ImageId)
wait_for image-exists --image-ids "$with_reboot"
wait_for image-available --image-ids "$with_reboot" "$without"
refused InvalidAMIName.Duplicate create-image --instance-id "$one" --name without
device=$(ec2 describe-images --image-ids "$without" --query 'Images[0].RootDeviceName')
root=$(ec2 describe-images --image-ids "$without" --query 'Images[0].BlockDeviceMappings[0].Ebs.SnapshotId')
registered=$(ec2 register-image --name registered --architecture x86_64 --virtualization-type hvm --root-device-name "$device" --ena-support \
    --block-device-mappings "DeviceName=$device,Ebs={SnapshotId=$root}" --query ImageId)
ec2 modify-image-attribute --image-id "$registered" --launch-permission 'Add=[{UserId=210987654321}]'
same 210987654321 "$(ec2 describe-image-attribute --image-id "$registered" --attribute launchPermission --query 'LaunchPermissions[].UserId')"
refused UnsupportedOperation get-instance-uefi-data --instance-id "$one"
echo get-instance-uefi-data
"$aws" s3 mb s3://images >"$folder/answer"
stored=$(ec2 create-store-image-task --image-id "$without" --bucket images --query ObjectKey)
until [ "$(ec2 describe-store-image-tasks --image-ids "$without" --query 'StoreImageTaskResults[0].StoreTaskState')" = Completed ]; do sleep 0.2; done
restored=$(ec2 create-restore-image-task --bucket images --object-key "$stored" --name restored --query ImageId)
wait_for image-available --image-ids "$restored"
refused InvalidSnapshot.InUse delete-snapshot --snapshot-id "$root"
for own in "$with_reboot" "$without" "$registered" "$restored"; do
    ec2 deregister-image --image-id "$own" >"$folder/answer"
done
for snapshot in $(ec2 describe-snapshots --owner-ids self --query 'Snapshots[].SnapshotId'); do
    ec2 delete-snapshot --snapshot-id "$snapshot"
done

# --- addresses
address=$(ec2 allocate-address --domain vpc --query AllocationId)
association=$(ec2 associate-address --allocation-id "$address" --instance-id "$one" --query AssociationId)
same "$one" "$(ec2 describe-addresses --allocation-ids "$address" --query 'Addresses[0].InstanceId')"
refused InvalidIPAddress.InUse release-address --allocation-id "$address"
ec2 disassociate-address --association-id "$association"
ec2 release-address --allocation-id "$address"

# --- tags
ec2 create-tags --resources "$one" --tags Key=stage,Value=test
same test "$(ec2 describe-tags --filters Name=key,Values=stage --query 'Tags[].Value')"
ec2 delete-tags --resources "$one" --tags Key=stage

# --- resize, stop, start, end
ec2 stop-instances --instance-ids "$one" >"$folder/answer"
wait_for instance-stopped --instance-ids "$one"
ec2 modify-instance-attribute --instance-id "$one" --instance-type Value=t3.large
ec2 start-instances --instance-ids "$one" >"$folder/answer"
wait_for instance-running --instance-ids "$one"
same t3.large "$(ec2 describe-instances --instance-ids "$one" --query 'Reservations[].Instances[].InstanceType')"
ec2 terminate-instances --instance-ids "$one" >"$folder/answer"
wait_for instance-terminated --instance-ids "$one"
ec2 delete-security-group --group-id "$group" >"$folder/answer"

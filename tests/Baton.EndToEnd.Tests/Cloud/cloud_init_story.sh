#!/bin/bash
# Launches IMAGE with a larger disk than it has and a cloud-config, and prints what cloud-init made of it. $1: the image. In a folder of its own.
set -euo pipefail
aws ec2 create-key-pair --key-name check --key-type ed25519 --query KeyMaterial --output text >key
chmod 600 key
aws ec2 authorize-security-group-ingress --group-name default --protocol tcp --port 22 --cidr 0.0.0.0/0 >log
cat >user-data <<'CONFIG'
#cloud-config
hostname: whole
write_files:
  - path: /etc/from-user-data
    content: written by cloud-init
runcmd:
  - [sh, -c, 'cloud-id >/run/kind']
CONFIG
id=$(aws ec2 run-instances --image-id "$1" --instance-type t3.small --key-name check --user-data file://user-data \
    --block-device-mappings '[{"DeviceName": "/dev/xvda", "Ebs": {"VolumeSize": 5}}]' --query 'Instances[0].InstanceId' --output text)
aws ec2 wait instance-status-ok --instance-ids "$id"
in_guest() { "$BATON" cloud ssh "$id" --user debian -i key -- "$@"; }
# A getty may ask for a login before cloud-init has printed the host keys.
for _ in $(seq 100); do
    in_guest true 2>/dev/null && break
    sleep 3
done
in_guest 'cloud-init status --wait >/dev/null; cloud-init status; cat /run/kind /etc/from-user-data; echo; hostname; cat /sys/class/dmi/id/board_asset_tag; df --output=size -BG / | tail -n 1; findmnt -no SOURCE /'
echo "$id"

# It also comes back after a reboot, by its own boot loader. The host keys are not printed again, so its console tells.
last_end() { aws ec2 get-console-output --instance-id "$id" --latest --query Output --output text | grep -o 'cloud-init.* finished at .* Up .* seconds' | tail -n 1 || true; }
before=$(last_end)
aws ec2 reboot-instances --instance-ids "$id"
for _ in $(seq 100); do
    after=$(last_end)
    if [ -n "$after" ] && [ "$after" != "$before" ]; then
        echo rebooted
        break
    fi
    sleep 3
done
aws ec2 terminate-instances --instance-ids "$id" >log
aws ec2 wait instance-terminated --instance-ids "$id"

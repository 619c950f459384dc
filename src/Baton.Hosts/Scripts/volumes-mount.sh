# Formats volumes that are empty, and mounts them now and at each boot. A volume that holds something else is not touched.
# Arguments: volumes(list of "VOLUME-ID MOUNT")
# Problems: volume-missing volume-used
# shellcheck shell=bash disable=SC2154

while read -r volume mount; do
    [[ -n $volume ]] || continue
    wanted=${volume/vol-/vol}
    device=
    # It may take a moment to show up; NVMe and virtio say the volume's id as the disk's serial.
    for ((i = 0; i < 100 && ${#device} == 0; i++)); do
        for block in /sys/class/block/*; do
            serial=
            for file in "$block/serial" "$block/device/serial"; do
                [[ ! -r $file ]] || read -r serial 2>/dev/null <"$file" || true
                [[ -n $serial ]] && break
            done
            serial=${serial//[^a-z0-9]/}
            if [[ -n $serial && ($serial == "$wanted" || $serial == "${wanted:0:20}") && ! -e $block/partition ]]; then
                device=/dev/${block##*/}
            fi
        done
        [[ -n $device ]] || pause 0.2
    done
    [[ -n $device ]] || problem volume-missing "$volume"
    type=$(blkid -p -o value -s TYPE "$device" || true)
    if [[ -z $type ]]; then
        mkfs.ext4 -q -L baton-data "$device"
    elif [[ $(blkid -p -o value -s LABEL "$device") != baton-data ]]; then
        problem volume-used "$volume"
    fi
    uuid=$(blkid -p -o value -s UUID "$device")
    mkdir -p "$mount"
    if ! grep -qE "^UUID=${uuid}[[:space:]]" /etc/fstab; then
        # nofail: a machine whose data volume does not come must still be reachable by SSH. One that comes is mounted before anything else starts, all the same.
        echo "UUID=$uuid $mount ext4 noatime,nofail,x-systemd.device-timeout=60,x-systemd.before=local-fs.target 0 2" >>/etc/fstab
        [[ ! -d /run/systemd/system ]] || systemctl daemon-reload
    fi
    mountpoint -q "$mount" || mount "$mount"
done <<<"$volumes"

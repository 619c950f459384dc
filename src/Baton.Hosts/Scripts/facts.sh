# What this server is. Changes nothing.
# Answers: hostname instance_id product_uuid architecture os kernel glibc memory_kib cpus epoch_ms clock_synchronized(yes|no)
#   private_address systemd(yes|no) missing_tool* host_key* mount*(TARGET SOURCE FSTYPE SIZE AVAILABLE SERIAL)
# shellcheck shell=bash

dmi=/sys/class/dmi/id

read_first() {
    local line=
    # Some of these files exist and cannot be read.
    read -r line 2>/dev/null <"$1" || true
    printf '%s' "$line"
}

answer hostname "$(read_first /proc/sys/kernel/hostname)"
tag=$(read_first "$dmi/board_asset_tag")
[[ $tag == i-* ]] || tag=
answer instance_id "$tag"
answer product_uuid "$(read_first "$dmi/product_uuid")"
answer architecture "$(uname -m)"
# shellcheck disable=SC1091 # It is the server.s.
answer os "$(. /etc/os-release && printf '%s %s' "${ID-unknown}" "${VERSION_ID-}")"
answer kernel "$(read_first /proc/sys/kernel/osrelease)"
glibc=$(getconf GNU_LIBC_VERSION 2>/dev/null) || glibc=unknown
answer glibc "${glibc#glibc }"
while read -r key value _; do
    if [[ $key == MemTotal: ]]; then
        answer memory_kib "$value"
    fi
done </proc/meminfo
answer cpus "$(getconf _NPROCESSORS_ONLN)"
answer epoch_ms "$(now_ms)"

systemd=no
synchronized=no
if [[ -d /run/systemd/system ]]; then
    systemd=yes
    # Amazon's own hint: chrony and timesyncd both tell the kernel, and timedated reads it there.
    [[ $(timedatectl show -p NTPSynchronized --value 2>/dev/null) == yes ]] && synchronized=yes
fi
answer systemd "$systemd"
answer clock_synchronized "$synchronized"

# The address that packets to the world leave with; nothing is sent.
address=$(ip -4 -o route get 192.0.2.1 2>/dev/null | sed -n 's/.* src \([0-9.]*\).*/\1/p') || address=
answer private_address "${address:-127.0.0.1}"

for tool in nft rsync ssh ss fsfreeze setpriv findmnt flock; do
    command -v "$tool" >/dev/null || answer missing_tool "$tool"
done
[[ -x /lib/systemd/systemd-socket-proxyd ]] || answer missing_tool systemd-socket-proxyd

for file in /etc/ssh/ssh_host_*_key.pub; do
    answer host_key "$(read_first "$file")"
done

findmnt --real --noheadings --raw --bytes --uniq -o TARGET,SOURCE,FSTYPE,SIZE,AVAIL | while read -r target source type size available; do
    [[ $source == /dev/* ]] || continue
    source=${source%%[*}
    serial=$(lsblk --nodeps --noheadings --inverse -o SERIAL "$source" 2>/dev/null | head -n 1) || serial=
    if [[ -z $serial ]]; then
        # virtio-blk shows it only here.
        serial=$(read_first "/sys/class/block/${source##*/}/serial" 2>/dev/null) || serial=
    fi
    answer mount "$target" "$source" "$type" "${size:-0}" "${available:-0}" "$serial"
done

# The machine: what it is, what it has, how much of it is used. Changes nothing.
# Answers: root(yes|no) hostname os os_id os_version architecture kernel glibc cpus cpu_model virtualization memory_kib available_kib swap_kib uptime_s
#   load(1 5 15) busy_percent time_zone clock_synchronized(yes|no|unknown) systemd(yes|no) reboot_required(yes|no) address*
#   history?(DAYS SAMPLES CPU_AVERAGE CPU_P95 MEMORY_P95_KIB CORES_NOTE) mount*(TARGET SOURCE FSTYPE SIZE USED AVAILABLE INODES_USED_PERCENT) network_mount*(TARGET SOURCE FSTYPE)
#   unseen*
# shellcheck shell=bash disable=SC2154

answer root "$root"
first_line /proc/sys/kernel/hostname
answer hostname "$line"
(
    NAME=unknown
    # shellcheck disable=SC1091 # It is the server's.
    . /etc/os-release
    plain "${PRETTY_NAME-$NAME}"
    answer os "$plain"
    answer os_id "${ID-unknown}"
    answer os_version "${VERSION_ID-}"
) || true
answer architecture "$(uname -m)"
first_line /proc/sys/kernel/osrelease
answer kernel "$line"
glibc=$(getconf GNU_LIBC_VERSION 2>/dev/null) || glibc=unknown
answer glibc "${glibc#glibc }"
answer cpus "$(getconf _NPROCESSORS_ONLN)"
model=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1) || model=
plain "$model"
answer cpu_model "${plain:-unknown}"
virtualization=$(systemd-detect-virt 2>/dev/null) || virtualization=${virtualization:-none}
answer virtualization "$virtualization"
while read -r key value _; do
    case $key in
        MemTotal:) answer memory_kib "$value" ;;
        MemAvailable:) answer available_kib "$value" ;;
        SwapTotal:) answer swap_kib "$value" ;;
    esac
done </proc/meminfo
read -r uptime _ </proc/uptime
answer uptime_s "${uptime%.*}"
read -r one five fifteen _ </proc/loadavg
answer load "$one" "$five" "$fifteen"
# cpu user nice system idle iowait irq softirq steal: since the last boot.
read -r _ user nice system idle iowait irq softirq steal _ </proc/stat
busy=$((user + nice + system + irq + softirq + steal))
answer busy_percent "$((100 * busy / (busy + idle + iowait + 1)))"
zone=$(readlink /etc/localtime 2>/dev/null) || zone=
zone=${zone##*/zoneinfo/}
answer time_zone "${zone:-$(date +%Z)}"
systemd=no
synchronized=unknown
if [[ -d /run/systemd/system ]]; then
    systemd=yes
    synchronized=$(timedatectl show -p NTPSynchronized --value 2>/dev/null) || synchronized=unknown
fi
answer systemd "$systemd"
answer clock_synchronized "${synchronized:-unknown}"
if [[ -e /run/reboot-required || -e /var/run/reboot-required ]]; then
    answer reboot_required yes
fi
ip -o addr show scope global 2>/dev/null | while read -r _ _ _ address _; do
    answer address "${address%/*}"
done || true

# What sysstat has kept: a day per file.
recorded=()
for file in /var/log/sysstat/sa[0-9]* /var/log/sa/sa[0-9]*; do
    [[ -r $file ]] && recorded+=("$file")
done
if ((${#recorded[@]} > 0)) && has sadf; then
    # Columns are found by their names: they differ between versions.
    processors=$(for file in "${recorded[@]}"; do sadf -d "$file" -- -u 2>/dev/null || true; done |
        awk -F';' '/^#/ { for (i = 1; i <= NF; i++) if ($i == "%idle") at = i; next } at && $at != "" { printf "%.2f\n", 100 - $at }' | sort -n)
    memory=$(for file in "${recorded[@]}"; do sadf -d "$file" -- -r 2>/dev/null || true; done |
        awk -F';' '/^#/ { at = 0; for (i = 1; i <= NF; i++) if ($i == "kbavail") at = i; next } at && $at != "" { print $at }' | sort -nr)
    if [[ -n $processors ]]; then
        read -r samples average high <<<"$(awk '{ v[NR] = $1; s += $1 } END { printf "%d %.1f %.1f", NR, s / NR, v[int(NR * 0.95) < 1 ? 1 : int(NR * 0.95)] }' <<<"$processors")"
        # The least available, but for the 5 % that were worse.
        available=$(awk '{ v[NR] = $1 } END { i = int(NR * 0.95); print v[i < 1 ? 1 : i] }' <<<"$memory")
        answer history "${#recorded[@]}" "$samples" "$average" "$high" "${available:-0}"
    fi
fi

df -PT -B1 -x tmpfs -x devtmpfs -x squashfs -x overlay -x efivarfs 2>/dev/null | tail -n +2 | while read -r source type size used available _ target; do
    inodes=$(df -Pi -- "$target" 2>/dev/null | awk 'NR == 2 { sub("%", "", $5); print $5 }') || inodes=
    [[ $inodes =~ ^[0-9]+$ ]] || inodes=0
    case $type in
        nfs | nfs4 | cifs | smb3 | fuse.* | ceph | glusterfs) answer network_mount "$target" "${source//*@/}" "$type" ;;
    esac
    answer mount "$target" "${source//*@/}" "$type" "$size" "$used" "$available" "$inodes"
done || true

#!/bin/busybox sh
# The whole initrd: the drivers that QEMU's devices need, the address, the root volume by its id. Seconds faster than a general one.
/bin/busybox mount -t proc proc /proc
/bin/busybox mount -t sysfs sysfs /sys
/bin/busybox mount -t devtmpfs devtmpfs /dev
while read -r module; do
    /bin/busybox insmod "/modules/$module"
done </modules/order

for word in $(/bin/busybox cat /proc/cmdline); do
    case $word in
        vm.root=*) root=${word#*=} ;;
        vm.address=*) address=${word#*=} ;;
        vm.router=*) router=${word#*=} ;;
        vm.probe) probe=yes ;;
    esac
done

if [ -n "$probe" ]; then
    # Asked only whether this kernel gets this far (hardware virtualization that merely claims to work does not).
    echo VM-PROBE-READY >/dev/console
    /bin/busybox poweroff -f
fi

if [ -n "$address" ]; then
    # DHCP says the same later; until then sshd can already be reached.
    /bin/busybox ip link set lo up
    /bin/busybox ip link set eth0 up
    /bin/busybox ip address add "$address" dev eth0
    /bin/busybox ip route add default via "$router" dev eth0
fi

tries=0
while [ -z "$device" ]; do
    for serial in /sys/block/vd*/serial; do
        if [ "$(/bin/busybox cat "$serial" 2>/dev/null)" = "$root" ]; then
            device=${serial%/serial}
            device=/dev/${device##*/}
        fi
    done
    if [ -z "$device" ]; then
        tries=$((tries + 1))
        if [ "$tries" -gt 500 ]; then
            echo "initrd: no volume $root" >/dev/console
            /bin/busybox poweroff -f
        fi
        /bin/busybox usleep 20000
    fi
done

if ! /bin/busybox mount -t ext4 -o rw,noatime,errors=remount-ro "$device" /root; then
    echo "initrd: $root ($device) does not mount" >/dev/console
    /bin/busybox poweroff -f
fi
/bin/busybox mount --move /dev /root/dev
/bin/busybox umount /proc
/bin/busybox mount --move /sys /root/sys
exec /bin/busybox switch_root /root /sbin/init

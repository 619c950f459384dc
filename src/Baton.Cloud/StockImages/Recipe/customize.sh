#!/bin/sh
# Runs on the host, at the end of mmdebstrap, as root or as what stands for it. $1: the new root; RECIPE: the folder of this script.
set -eu
root=$1

cp -r "$RECIPE/root/." "$root/"
chmod 0755 "$root/usr/lib/stock-image/first-boot" "$root/usr/lib/stock-image/per-boot"
chmod 0440 "$root/etc/sudoers.d/90-stock-image"

# What apt knows of the mirror comes along, ready to use: under emulation it takes minutes to read in.
chroot "$root" apt-get clean
chroot "$root" apt-cache gencaches >/dev/null

chroot "$root" useradd --create-home --shell /bin/bash --groups adm,sudo,users --comment Debian admin
chroot "$root" passwd --lock admin >/dev/null

# An emulated machine on a busy computer may take minutes to find its disk. After 90 s systemd would call it lost, and wait for a person at the console.
echo 'LABEL=root / ext4 noatime,errors=remount-ro,x-systemd.device-timeout=15min 0 0' >"$root/etc/fstab"
echo localhost >"$root/etc/hostname"
printf '127.0.0.1 localhost\n::1 localhost ip6-localhost ip6-loopback\n' >"$root/etc/hosts"
rm -f "$root/etc/machine-id" "$root/var/lib/dbus/machine-id" "$root"/etc/ssh/ssh_host_* "$root/etc/resolv.conf"
# Empty, not absent: systemd makes one up on the first boot, without taking that for a factory reset.
: >"$root/etc/machine-id"
: >"$root/etc/resolv.conf"

cd "$root/etc/systemd/system"
enable() { # TARGET UNIT PATH
    mkdir -p "$1.wants"
    ln -sf "$3/$2" "$1.wants/$2"
}
rm -f sshd.service
enable multi-user.target ssh.service /etc/systemd/system
enable sysinit.target stock-first-boot.service /etc/systemd/system
enable multi-user.target stock-per-boot.service /etc/systemd/system
enable multi-user.target systemd-networkd.service /lib/systemd/system
enable sockets.target systemd-networkd.socket /lib/systemd/system
ln -sf /etc/systemd/system/ssh.service sshd.service
ln -sf /lib/systemd/system/systemd-networkd.service dbus-org.freedesktop.network1.service
ln -sf /lib/systemd/system/multi-user.target default.target

# What only costs time under emulation: a boot is 5 s shorter without these.
for unit in \
    apt-daily.service apt-daily.timer apt-daily-upgrade.service apt-daily-upgrade.timer dpkg-db-backup.timer e2scrub_all.timer \
    e2scrub_reap.service fstrim.timer systemd-networkd-wait-online.service systemd-network-generator.service systemd-pstore.service \
    dev-hugepages.mount dev-mqueue.mount sys-kernel-debug.mount sys-kernel-tracing.mount sys-kernel-config.mount \
    sys-fs-fuse-connections.mount proc-sys-fs-binfmt_misc.automount systemd-binfmt.service modprobe@configfs.service \
    modprobe@dm_mod.service modprobe@drm.service modprobe@efi_pstore.service modprobe@fuse.service modprobe@loop.service \
    kmod-static-nodes.service systemd-modules-load.service systemd-update-utmp.service systemd-update-utmp-runlevel.service \
    systemd-fsck-root.service systemd-sysusers.service systemd-firstboot.service systemd-repart.service systemd-pcrphase.service \
    systemd-pcrphase-sysinit.service systemd-journal-flush.service systemd-ask-password-console.path systemd-ask-password-wall.path \
    getty@tty1.service serial-getty@ttyS0.service; do
    ln -sf /dev/null "$unit"
done
rm -rf getty.target.wants timers.target.wants

mkdir -p "$root/etc/systemd/system-generators"
for generator in "$root"/lib/systemd/system-generators/*; do
    case ${generator##*/} in
        systemd-fstab-generator | systemd-sysv-generator | systemd-rc-local-generator) ;;
        *) ln -sf /dev/null "$root/etc/systemd/system-generators/${generator##*/}" ;;
    esac
done

mkdir -p "$root/etc/udev/rules.d"
for rule in "$root"/lib/udev/rules.d/*.rules; do
    case ${rule##*/} in
        50-udev-default.rules | 60-block.rules | 60-input-id.rules | 60-persistent-storage.rules | 70-power-switch.rules | 71-seat.rules) ;;
        75-net-description.rules | 80-net-setup-link.rules | 80-drivers.rules | 99-systemd.rules) ;;
        *) ln -sf /dev/null "$root/etc/udev/rules.d/${rule##*/}" ;;
    esac
done
# Nor does a login need a greeting made by scripts, or a session and a service manager of its own: those take longer than the rest of it.
sed -i '/pam_motd/d' "$root/etc/pam.d/sshd"
sed -i '/pam_systemd/d' "$root/etc/pam.d/common-session"
# The key of the launch is in place before sshd starts, so nobody is told to come back later.
mkdir -p "$root/etc/tmpfiles.d"
ln -sf /dev/null "$root/etc/tmpfiles.d/systemd-nologin.conf"
